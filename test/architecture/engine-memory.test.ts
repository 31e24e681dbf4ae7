import { describe, expect, test } from 'vitest';
import { engineMemory } from '../../lib/architecture/engine-memory';
import { knownArchitecture } from '../../lib/architecture/known-architecture';
import { loggedMemory } from '../../lib/catalogue/engine-memory';
import { publishedModel } from '../../lib/catalogue/known-models';
import { stated } from '../../lib/figures/figure';

const gpu = (gib: number) => stated(gib, 'GiB', 'a GPU of this test');

const batchOf = (tokens: number, sequences: number, graphs = true) => ({
  maxBatchedTokens: stated(tokens, 'tokens', 'this test'),
  maxSequences: stated(sequences, 'sequences', 'this test'),
  graphs,
});

const llama = { hiddenSize: 4096, vocabularySize: 128_256, widestActivation: 2 * 4096 + 2 * 14_336 };

describe('memory of an engine besides weights and cache', () => {
  test('holds every logged peak of activations in its range', () => {
    const compared = loggedMemory.flatMap((row) => {
      const known = publishedModel(row.model);
      const architecture = known && knownArchitecture(known).architecture;
      const { activationsGiB } =
        architecture === undefined
          ? { activationsGiB: undefined }
          : engineMemory(architecture, row, batchOf(row.maxBatchedTokens, row.maxSequences), gpu(80));
      return activationsGiB === undefined ? [] : [{ row, activationsGiB }];
    });

    expect(compared.length).toBeGreaterThanOrEqual(8);
    for (const { row, activationsGiB } of compared) {
      const where = `${row.model}, vLLM ${row.release}, ${row.tensorParallel} GPUs`;
      expect(row.activationGiB, where).toBeGreaterThanOrEqual((activationsGiB.low as number) * 0.99);
      expect(row.activationGiB, where).toBeLessThanOrEqual((activationsGiB.high as number) * 1.01);
    }
  });

  test('is sampling on a small GPU: 256 sequences × 128,256 logits × the 39.6 bytes that the newest log gives', () => {
    const { activationsGiB, totalGiB } = engineMemory(
      { ...llama, task: 'generate' },
      { tensorParallel: 1 },
      batchOf(2048, 256),
      gpu(22.35),
    );

    expect(activationsGiB.value).toBeCloseTo(1.21, 2);
    // 1.0 % of 22.35 + 0.25 + 1.21 + 1.04: between 1.15 and 3.8 GiB, as engines on GPUs of 24 GB log.
    expect(totalGiB.value).toBeCloseTo(0.22 + 0.25 + 1.21 + 1.04, 1);
    expect(totalGiB.low).toBeLessThan(1.15);
    expect(totalGiB.high).toBeLessThan(4);
  });

  test('is the widest layer where a batch has many tokens and nothing is sampled', () => {
    const { activationsGiB } = engineMemory(
      { ...llama, task: 'embed' },
      { tensorParallel: 2 },
      batchOf(8192, 256),
      gpu(80),
    );

    // 8,192 tokens × (2 × 4,096 + 28,672 ÷ 2) values × 2 bytes
    expect(activationsGiB.value).toBeCloseTo((8192 * (8192 + 14_336) * 2) / 2 ** 30, 6);
  });

  test('has buffers of about 2 GiB more where GPUs exchange activations, and no graphs where none are captured', () => {
    const of = (tensorParallel: number, graphs: boolean) =>
      engineMemory({ ...llama, task: 'generate' }, { tensorParallel }, batchOf(8192, 256, graphs), gpu(80));

    expect(of(4, true).librariesGiB.value - of(1, true).librariesGiB.value).toBeCloseTo(2.1 - 0.25, 1);
    expect(of(4, true).totalGiB.value - of(4, false).totalGiB.value).toBeCloseTo(1.04, 6);
  });
});
