import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keys, Terminal } from '../../support/terminal';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-terminal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { enter, down } = keys;

test('at a terminal a group of answers can be opened and changed, and another plan than the suggested one taken', async () => {
  const given = {
    shape: 'realtime-assistant',
    'mean-requests': '1',
    'peak-requests': '2',
    'input-tokens': '1000',
    'output-tokens': '200',
    'ttft-seconds': '2',
    'tpot-seconds': '0.05',
    regions: 'us-east-1',
    failover: 'none: a trial',
    model: 'Qwen/Qwen3-8B',
  };
  const terminal = new Terminal(folder, [
    'init',
    ...Object.entries(given).map(([flag, answer]) => `--${flag}=${answer}`),
  ]);

  await terminal.answer('Open a group to change it', `${down}${enter}`);
  await terminal.answer('Name of the workload', `help-desk${enter}`);
  await terminal.answer('Input tokens per request, at most?', enter);
  await terminal.answer('Output tokens per request, at most?', enter);
  await terminal.answer('names and longest requests: workload-name help-desk', enter);
  await terminal.answer('Add another workload?', enter);
  await terminal.answer('Which plan?', `${down}${enter}`);

  expect(await terminal.done, terminal.text).toBe(0);
  const fleet = readFileSync(join(folder, 'fleet.yaml'), 'utf8');
  expect(fleet).toContain('name: help-desk');
  expect(terminal.text).toContain('Plan 2 is taken.');
  const [, ...types] =
    /Plan 2: [\d,]+ USD a month for GPU instances\. qwen3-8b on (\S+) or\s+(\S+), /.exec(terminal.text) ?? [];
  expect(fleet).toContain(`instanceTypes: [${types.join(', ')}]`);
});
