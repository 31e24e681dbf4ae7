import { expect, test } from 'vitest';
import { adaptersOnEachGpu } from '../../lib/architecture/adapters';
import { publishedModel } from '../../lib/catalogue/known-models';
import { parsed } from './parsed';

/**
 * Llama-3.1-8B, 32 layers. On one GPU, inputs and outputs of q and o are 8,192 each, of k and v 5,120, of gate, up and down
 * 18,432: 81,920 a layer. On two, q, k, v, gate and up keep their inputs, and o and down their outputs: 55,296.
 */
test.each([
  [1, 81_920],
  [2, 55_296],
])('adapters on each of %d GPUs, by hand', (tensorParallel, sides) => {
  const llama = parsed(publishedModel('meta-llama/Llama-3.1-8B-Instruct')?.config);

  const memory = adaptersOnEachGpu(llama, { tensorParallel }, { count: 3, rank: 16 });

  expect(memory).toMatchObject({ unit: 'GiB', origin: 'derived' });
  expect(memory.value).toBeCloseTo((3 * 16 * 32 * sides * 2) / 2 ** 30, 9);
});
