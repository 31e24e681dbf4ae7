import { describe, expect, test } from 'vitest';
import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { type GpuInstanceType, gpuInstanceType } from '../../lib/catalogue/instance-types';
import { gpuMemory, smallestLayout } from '../../lib/engine/gpu-memory';

const architectureOf = (id: string): Architecture => architectureOfId(id)?.architecture as Architecture;
const on = (name: string) => ({
  type: gpuInstanceType(name) as GpuInstanceType,
  kvPrecision: 'bf16' as const,
  sequenceTokens: 8192,
});

describe('the smallest layout', () => {
  test.each([
    // 61 GiB of weights in 16 bits leave no room for sequences on one GPU of 80 GiB
    ['Qwen/Qwen3-32B', 'p5.48xlarge', 8, { tensorParallel: 2 }],
    // experts of 1,536 among eight GPUs are cut inside blocks of 128: 192 each
    ['Qwen/Qwen3-235B-A22B-FP8', 'p5.48xlarge', 100, { tensorParallel: 8, expertParallel: true }],
    ['deepseek-ai/DeepSeek-R1', 'p5en.48xlarge', 8, { tensorParallel: 8 }],
    // a latent is copied on every GPU of one copy of the attention
    ['deepseek-ai/DeepSeek-R1', 'p5en.48xlarge', 200, { tensorParallel: 1, dataParallel: 8, expertParallel: true }],
    ['deepseek-ai/DeepSeek-R1', 'p5.48xlarge', 1, undefined],
  ])('of %s on %s for %i sequences is %j', (id, name, sequences, layout) => {
    expect(smallestLayout(architectureOf(id), on(name), sequences)).toEqual(layout);
  });
});

test('copies of the attention keep sequences each on their own GPUs', () => {
  const memory = (dataParallel: number) =>
    gpuMemory(architectureOf('Qwen/Qwen3-30B-A3B'), {
      ...on('p5.48xlarge'),
      layout: { tensorParallel: 1, dataParallel, expertParallel: true },
    });

  expect(memory(4).sequences.value % 4).toBe(0);
  expect(memory(4).cacheGiB.value).toBeGreaterThan(memory(2).cacheGiB.value);
});
