import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder, runCli } from '../support/cli';

let folder = '';

beforeAll(() => {
  folder = fleetFolder('test/fleets/one-instance-a-region.yaml');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const drill = (...args: string[]) => runCli(folder, ['drill', '--for', '60s', ...args]);

test('shows in 80 columns what a loss does, with times, and writes the picture', async () => {
  const { status, stdout } = await drill('--lose', '1-of-1', '--svg', 'drill.svg');

  expect(status).toBe(0);
  expect(stdout).toContain('1 of 1 instance of m in us-east-1 lost for 60 s');
  expect(stdout).toMatch(/DNS alone │ with gateways/);
  expect(stdout).toMatch(/\+29 s +us-east-1: Route 53 sees that chat has no answer here/);
  expect(stdout.replace(/\s+/g, ' ')).toContain('No simulation shows whether AWS has an instance');
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  const svg = readFileSync(join(folder, 'drill.svg'), 'utf8');
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('ready capacity at the objectives');
  expect(svg).not.toContain('NaN');
});

test('prints the same for programs', async () => {
  const { status, stdout } = await drill('--lose', 'us-west-2', '--json');
  const { fault, models, assumptions } = JSON.parse(stdout);

  expect(status).toBe(0);
  expect(fault.loss).toEqual({ kind: 'region', region: 'us-west-2' });
  expect(models[0].dns.workloads[0].afterLoss.failed).toBeGreaterThan(0);
  expect(assumptions.groupSeesSeconds.origin).toBe('assumed');
});

test.each([
  { args: ['--lose', 'us-east-9'], says: '--lose: names nothing that serves in this fleet, got "us-east-9"' },
  { args: ['--lose', '2-of-1'], says: '--lose: fits no cell of this fleet' },
  { args: ['--lose', '0-of-1'], says: 'K from 1 to N' },
  { args: ['--lose', 'us-east-1', '--region', 'us-west-2'], says: '--region: is for K-of-N instances' },
  { args: ['--lose', 'us-east-1', '--svg', 'no/such/drill.svg'], says: '--svg: is in no folder' },
  { args: ['--lose', '1-of-2'], says: 'm in us-east-1 runs 1' },
  { args: ['--lose', 'us-east-1', '--for', 'ever'], says: 'must be a time of at most a day' },
])('fails with $args', async ({ args, says }) => {
  const { status, stderr } = await drill(...args);

  expect(status).toBe(1);
  expect(stderr).toContain(says);
});
