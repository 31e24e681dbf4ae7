import { describe, expect, test } from 'vitest';
import { engineMemory } from '../../lib/architecture/engine-memory';
import { publishedModel } from '../../lib/catalogue/known-models';
import { parsed } from './parsed';

const llama8b = parsed(publishedModel('meta-llama/Llama-3.1-8B-Instruct')?.config);

/** What engines logged at start for models of 8 × 10⁹ parameters with Llama's sizes, in GiB. */
const logged = [
  { source: 'vllm-project/vllm#10511, 2024-12-14, 80 GB', tokens: 8192, activations: 1.26 },
  { source: 'model weights take 14.99GiB on 79.14 GiB, vLLM 0.6', tokens: 8192, activations: 1.19 },
  { source: 'model weights take 14.99GiB on 22.07 GiB, vLLM 0.8, 2025-03-25', tokens: 512, activations: 0.22 },
];

describe('memory besides weights and cache', () => {
  test.each(logged)('activations of $tokens tokens lie in the range: $source', ({ tokens, activations }) => {
    const { activationsGiB } = engineMemory(
      llama8b,
      { tensorParallel: 1 },
      { maxBatchedTokens: tokens, maxSequences: 256, cudaGraphs: true },
    );

    expect(activationsGiB.low).toBeLessThan(activations);
    expect(activationsGiB.high).toBeGreaterThan(activations);
  });

  test('an 8B model takes between the 1.15 and 3.8 GiB that engines log, and less without graphs', () => {
    const settings = { maxBatchedTokens: 8192, maxSequences: 256, cudaGraphs: true };
    const { totalGiB } = engineMemory(llama8b, { tensorParallel: 1 }, settings);

    expect(totalGiB.value).toBeGreaterThan(1.15);
    expect(totalGiB.value).toBeLessThan(3.8);
    expect(
      engineMemory(llama8b, { tensorParallel: 1 }, { ...settings, cudaGraphs: false }).totalGiB.value,
    ).toBeLessThan(totalGiB.value);
  });
});
