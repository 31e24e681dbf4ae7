import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder } from '../support/cli';
import { runCommand } from '../support/run-command';
import { type Simulator, startSimulator } from '../support/simulators';

/** What engines of fleets/chat.yaml call their model. */
const served = 'meta-llama/Llama-3.1-70B-Instruct';

let engine: Simulator;
let folder = '';

beforeAll(async () => {
  folder = fleetFolder('fleets/chat.yaml');
  writeFileSync(join(folder, 'token.txt'), 'not a token\n');
  engine = await startSimulator('engine', [
    'serve',
    '/weights',
    '--port',
    '0',
    '--served-model-name',
    served,
    '--time-factor',
    '0.01',
  ]);
});

afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const smoke = (...args: string[]) => runCommand(folder, ['smoke', ...args]);

test('asks an engine for an answer and for a stream', async () => {
  await engine.says(/Application startup complete|engine: /);

  const { status, stdout } = await smoke('--url', engine.url);

  expect(stdout).toMatch(/^fine {5}answer chat united-states: after \d/m);
  expect(stdout).toMatch(/^fine {5}stream chat united-states: first of \d+ pieces after \d/m);
  expect(stdout).toMatch(/\n2 fine\. The fleet answers\.\n$/);
  expect(status).toBe(0);
});

test('an engine that refuses is not fine, and says what to look at', async () => {
  await engine.control({ queueFull: true });

  const { status, stdout } = await smoke('--url', engine.url);

  expect(stdout).toMatch(/^missing {2}answer chat united-states: 503: no instance is in service/m);
  expect(status).toBe(1);
});

test('a name that is not there leads to DNS, and a missing token to its option', async () => {
  const { status, stdout } = await smoke('--url', 'https://nowhere.invalid', '--token-file', 'token.txt', '--json');

  expect(JSON.parse(stdout)).toMatchObject({ fine: false, checks: [{ state: 'unknown' }, { state: 'unknown' }] });
  expect(status).toBe(1);
  expect((await smoke()).stderr).toMatch(/^error --token-file: is missing/m);
});
