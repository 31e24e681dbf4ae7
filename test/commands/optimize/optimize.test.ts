import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder, runCli } from '../../support/cli';
import { readText } from '../../support/project-root';

let folder = '';

beforeAll(() => {
  folder = fleetFolder('fleets/small-team.yaml');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const optimize = (...args: string[]) => runCli(folder, ['optimize', ...args]);
const fleetFile = (): string => readFileSync(join(folder, 'fleet.yaml'), 'utf8');

test('prints plans in 80 columns, each with what it gives up and its edit; --write applies the edit alone', async () => {
  const { status, stdout, stderr } = await optimize('--write', '1');
  const [, types] = /models\[llama-8b\]\.instanceTypes:\s+(\[[^\]]*\])/.exec(stdout.replace(/\s+/g, ' ')) ?? [];

  expect(status).toBe(0);
  expect(stderr).toMatch(/wrote plan 1 to fleet\.yaml\n$/);
  expect(stdout).toMatch(/Plan 1: [\d,]+ USD a month, [\d,]+ USD a month less than today/);
  expect(stdout).toContain('gives up: ');
  expect(stdout).toMatch(/llama-8b: \d+ candidates/);
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  const [before, after] = [readText('fleets/small-team.yaml').split('\n'), fleetFile().split('\n')];
  expect(before.filter((line) => !after.includes(line)).map((line) => line.trim().slice(0, 13))).toEqual([
    'headDimension',
  ]);
  expect(after.filter((line) => !before.includes(line))).toEqual([
    expect.stringContaining(`instanceTypes: ${types}`),
    'sizing: simulated',
  ]);
});

test.each([
  { args: ['--write', '9'], says: '--write: names no plan that was found, got 9' },
  { args: ['--model', 'llama'], says: '--model: names no model of the fleet file, got "llama"' },
  { args: ['none.yaml'], says: 'none.yaml' },
  { args: ['--write', 'x'], says: 'must be a whole number from 1 on.' },
])('fails with $args, and writes nothing', async ({ args, says }) => {
  const before = fleetFile();
  const { status, stdout, stderr } = await optimize(...args);

  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
  expect(fleetFile()).toBe(before);
});
