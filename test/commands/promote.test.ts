import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder } from '../support/cli';
import { readText } from '../support/project-root';
import { runCommand } from '../support/run-command';

const environments = `
environments:
  staging: { account: '444455556666', domain: staging.example.com, demandScale: 0.5 }
`;
const hex = (digit: string): string => digit.repeat(64);
const pinned = `machineImages:
  us-east-1: { id: ami-${'1'.repeat(17)}, status: resolved }
  us-west-2: { id: ami-${'2'.repeat(17)}, status: resolved }
engineImageDigest: { id: 'sha256:${hex('e')}', status: resolved }
guardImageDigest: { id: 'sha256:${hex('d')}', status: resolved }
agent: { id: 'sha256:${hex('a')}', status: resolved }
weights:
  llama-70b: { manifest: 'sha256:${hex('b')}', status: resolved }
`;

let folder = '';
const run = (...args: string[]) => runCommand(folder, args);
const lock = (): string => readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8');

beforeAll(() => {
  folder = fleetFolder('fleets/chat.yaml', readText('fleets/chat.lock.yaml'));
  writeFileSync(join(folder, 'fleet.yaml'), `${readText('fleets/chat.yaml')}${environments}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an environment is planned from the same file: its own identity, its share of the demand', async () => {
  const ofFleet = JSON.parse((await run('plan', '--json')).stdout).plan;
  const { stdout, stderr, status } = await run('plan', '--json', '--fleet', 'fleet.yaml@staging');

  expect(status, stderr).toBe(0);
  const { plan } = JSON.parse(stdout);
  expect(plan.fleet).toMatchObject({ name: `${ofFleet.fleet.name}-staging`, account: '444455556666' });
  expect(plan.workloads[0].demand.peakRequestsPerSecond.value).toBeCloseTo(
    ofFleet.workloads[0].demand.peakRequestsPerSecond.value / 2,
    6,
  );
});

test('pins are promoted once staging has all of them, and only then', async () => {
  const before = lock();
  expect(await run('promote', 'staging')).toMatchObject({ status: 1, stderr: expect.stringContaining('pins nothing') });
  expect(lock()).toBe(before);

  writeFileSync(join(folder, 'fleet.staging.lock.yaml'), pinned);
  const checked = await run('promote', 'staging', '--check');
  expect(checked).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`agent: not pinned → sha256:${hex('a')}`),
  });
  expect(lock()).toBe(before);

  expect(await run('promote', 'staging')).toMatchObject({ status: 0 });
  expect(lock()).toContain(hex('b'));
  expect(await run('promote', 'staging', '--check')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('current'),
  });
});

test('what an environment has wrong is found by validate of the file', async () => {
  writeFileSync(join(folder, 'fleet.yaml'), `${readText('fleets/chat.yaml')}${environments.replace('0.5', '5000')}`);

  const { status, stdout } = await run('validate');

  expect(status).toBe(1);
  expect(stdout).toMatch(/^error environments\.staging: /m);
});

test('commands that change the file refuse an environment of it', async () => {
  const { status, stderr } = await run('region', 'add', 'us-east-2', '--fleet', 'fleet.yaml@staging');

  expect(status).toBe(1);
  expect(stderr).toContain('names an environment, and this command changes the whole fleet file');
});
