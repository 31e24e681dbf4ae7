import { expect, test } from 'vitest';
import { removeEngine } from '../../../agent/io/engine-process';

test('an engine that cannot be removed is waited for no longer than its limit', async () => {
  const command = { pull: [], run: [], stop: [], remove: ['sleep', '600'], bench: [] };
  const spec = { command, values: {}, flags: [], environment: {}, logFile: '' };
  const limits: number[] = [];
  const limit = (seconds: number): AbortSignal => {
    limits.push(seconds);
    return AbortSignal.timeout(1);
  };

  await removeEngine(spec, 1, { limit }, 2);
  await removeEngine(spec, 1, { limit });

  expect(limits).toEqual([2, 30]);
});
