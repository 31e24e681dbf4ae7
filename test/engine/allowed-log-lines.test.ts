import { describe, expect, test } from 'vitest';
import { allowedLogLines } from '../../lib/engine/allowed-log-lines';

const prefix = '(EngineCore_DP0 pid=271) INFO 11-25 10:11:12 [gpu_model_runner.py:3000] ';

describe('lines of an engine that may leave the instance', () => {
  test.each([
    [`${prefix}Model loading took 32.8600 GiB and 15.820000 seconds`, 'Model loading took 32.8600 GiB and 15.820000 s'],
    [`${prefix}Available KV cache memory: -1.25 GiB`, 'Available KV cache memory: -1.25 GiB'],
    [
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 44.53 GiB',
      'OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB',
    ],
    [
      '(Worker_TP1 pid=9) RuntimeError: CUDA error: an illegal memory access was encountered',
      'RuntimeError: CUDA error: an illegal memory access was encountered',
    ],
    ['ValueError: the file /weights/x says something of its own', 'ValueError'],
  ])('%s', (line, kept) => {
    expect(allowedLogLines(line, 10)).toEqual([kept]);
  });

  test.each([
    'Received request chatcmpl-1: prompt: was she born in Zwolle',
    'SecretProjectError: was she born in Zwolle',
    'RuntimeError of a prompt about Zwolle',
    'CUDA error: was she born in Zwolle',
    'RuntimeError  : Zwolle',
  ])('never: %s', (line) => {
    expect(allowedLogLines(line, 10).join()).not.toContain('Zwolle');
  });

  test('of a prompt that imitates one keep fixed words and numbers alone', () => {
    const log = `prompt: my secret\n${prefix}GPU KV cache size: 99 tokens of my secret\nValueError: my secret`;

    expect(allowedLogLines(log, 10)).toEqual(['GPU KV cache size: 99 tokens', 'ValueError']);
  });

  test('are the newest where there are many', () => {
    const log = [1, 2, 3].map((tokens) => `GPU KV cache size: ${tokens} tokens`).join('\n');

    expect(allowedLogLines(log, 2)).toEqual(['GPU KV cache size: 2 tokens', 'GPU KV cache size: 3 tokens']);
  });
});
