import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/cli';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-estimate-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = ['--input', '2000', '--output', '300', '--concurrency', '32'];
const estimate = (...args: string[]) => runCli(folder, ['estimate', ...args, ...load]);

test('prints every figure with its range, its origin and the nearest measured points', async () => {
  const { status, stdout } = await estimate('--model', 'Qwen/Qwen3-32B', '--gpu', 'H100', '--gpus', '2', '--json');
  const answer = JSON.parse(stdout);

  expect(status).toBe(0);
  for (const key of [
    'timeToFirstTokenSeconds',
    'timePerOutputTokenSeconds',
    'requestsPerSecond',
    'outputTokensPerSecond',
  ]) {
    const { value, low, high, origin, nearest } = answer[key];
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(origin).toBe('derived');
    expect(nearest[0]).toMatchObject({ model: 'Qwen/Qwen3-32B', gpu: 'H100' });
  }
  expect(answer.memory).toMatchObject({ gpuMemoryGiB: { value: 80 }, kvBytesPerToken: { value: 131_072 } });
  expect(answer.concurrencyThatFits.value).toBeGreaterThan(32);
});

test.each([
  { model: 'Qwen/Qwen3-32Bx', gpu: 'H100', says: 'did you mean Qwen/Qwen3-32B?' },
  { model: 'Qwen/Qwen3-32B', gpu: 'H1000', says: 'did you mean H100?' },
  { model: 'Qwen/Qwen3-32B', gpu: 'L4', says: 'expected at least 1 H100 (p5.4xlarge)' },
  { model: 'broken.json', gpu: 'H100', says: 'broken.json' },
])('refuses $model on $gpu', async ({ model, gpu, says }) => {
  writeFileSync(join(folder, 'broken.json'), '{');
  const { status, stdout, stderr } = await estimate('--model', model, '--gpu', gpu);

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test('prints findings as JSON for programs', async () => {
  const { status, stderr } = await estimate('--model', 'Qwen/Qwen3-32Bx', '--gpu', 'H100', '--json');

  expect(status).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ findings: [{ level: 'error', path: 'model' }] });
});
