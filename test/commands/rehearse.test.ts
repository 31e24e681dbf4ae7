import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder, runCli } from '../support/cli';

let folder = '';

beforeAll(() => {
  folder = fleetFolder('fleets/chat.yaml');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rehearse = (...args: string[]) => runCli(folder, ['rehearse', ...args]);

test('shows every condition with its range in 80 columns, and whether the promises hold', async () => {
  const { status, stdout } = await rehearse('--arrivals', 'poisson', '--seconds', '60');

  expect(status).toBe(0);
  expect(stdout).toMatch(/TTFT s {2}p95 │ +\d/);
  expect(stdout).toContain('+50 %');
  expect(stdout).toMatch(/keeps every promise at p95|breaks a promise at p95/);
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test('replays another trace', async () => {
  const lines = Array.from({ length: 40 }, (_, second) => `${second},1000,${20 + second}`);
  writeFileSync(join(folder, 'own.csv'), ['Timestamp,Request tokens,Response tokens', ...lines, ''].join('\n'));
  const { status, stdout } = await rehearse('--trace', 'own.csv', '--json');
  const [chat] = JSON.parse(stdout).workloads;

  expect(status).toBe(0);
  expect(chat.process).toBe('trace');
  expect(chat.conditions[0].central.requests).toBeGreaterThan(0);
});

test.each([
  { args: ['--workload', 'chatt'], says: '--workload: names no workload of the fleet file, got "chatt"' },
  { args: ['--trace', 'none.csv'], says: '--trace: cannot be replayed: ENOENT' },
  { args: ['--seconds', '0'], says: 'must be a number from 1 on.' },
  { args: ['--arrivals', 'sudden'], says: 'Allowed choices are trace, poisson, bursty, day, week.' },
])('fails with $args', async ({ args, says }) => {
  const { status, stdout, stderr } = await rehearse(...args);

  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
});
