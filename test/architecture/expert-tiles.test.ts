import { expect, test } from 'vitest';
import { weightsOnEachGpu } from '../../lib/architecture/weights-on-each-gpu';
import { publishedModel } from '../../lib/catalogue/known-models';
import { parsed } from './parsed';

const gptOss = parsed(publishedModel('openai/gpt-oss-20b')?.config);
const bytes = (tensorParallel: number, computeCapability: number): number =>
  weightsOnEachGpu(gptOss, { tensorParallel }, { computeCapability }).value * 2 ** 30;

/*
 * gpt-oss-20b: 24 layers of 32 experts, each gate, up and down of 2880 × 2880, and biases of 2 × 2880 and 2880 values in 16 bits.
 * A value of MXFP4 takes 4 bits and a 32nd of a byte of scale, 17/32 bytes. One expert on one GPU of
 *   Hopper, as it is: 3 × 2880 × 2880 × 17/32 + 3 × 2880 × 2 = 13,236,480 bytes;
 *   any other, its rows and columns up to 2944 (multiple of 128) and 3072 (multiple of 256):
 *     3 × 2944 × 3072 × 17/32 + (2 × 2944 + 3072) × 2 = 14,431,744 bytes.
 * On eight Hoppers, where 360 rows become 384, the release's own bytes are held against it: agrees-with-vllm.test.ts.
 */
test('experts of MXFP4 are filled up to the tiles of the kernels that the GPU runs', () => {
  const experts = 24 * 32;
  const hopper = bytes(1, 9);

  for (const other of [8, 8.6, 8.9, 10, 12]) {
    expect(bytes(1, other) - hopper).toBeCloseTo(experts * (14_431_744 - 13_236_480), 0);
  }
  expect(weightsOnEachGpu(gptOss, { tensorParallel: 1 }).value * 2 ** 30).toBe(hopper);
});
