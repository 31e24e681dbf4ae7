import { describe, expect, test } from 'vitest';
import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import { inFormat } from '../../lib/architecture/in-format';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { workOnEachGpu } from '../../lib/architecture/work-on-each-gpu';
import { publishedModel } from '../../lib/catalogue/known-models';
import { parsed } from './parsed';

const known = (id: string): Architecture => parsed(publishedModel(id)?.config);

describe('work on each GPU, by hand', () => {
  /*
   * Qwen3-32B, each of two GPUs. Attention of a layer: 5120 × (8192 + 2 × 1024) + 8192 × 5120 = 94,371,840; feed-forward
   * 3 × 5120 × 25,600 = 393,216,000; 64 layers and a head of 151,936 × 5120 = 777,912,320: 31,983,534,080 ÷ 2.
   */
  test('a dense model', () => {
    const { layers, hiddenSize, shared, experts, cache, attention } = workOnEachGpu(
      inFormat(known('Qwen/Qwen3-32B'), 'bf16'),
      { tensorParallel: 2 },
      'bf16',
    );

    expect({ layers, hiddenSize, experts }).toEqual({ layers: 64, hiddenSize: 5120, experts: undefined });
    expect((shared[0]?.parametersPerToken ?? 0) / (31_983_534_080 / 2)).toBeCloseTo(1, 4);
    expect((shared[0]?.bytes ?? 0) / 31_983_534_080).toBeCloseTo(1, 4);
    expect(cache).toEqual({ bytesPerToken: 64 * 4 * 256 * 2, windows: [], constantBytes: 0 });
    expect(attention).toEqual([{ windowTokens: undefined, operationsPerPair: 64 * 32 * 256 * 2 }]);
  });

  /* Qwen3-30B-A3B: 48 layers, 8 of 128 experts of 3 × 2048 × 768 = 4,718,592 parameters. */
  test('a mixture of experts reads them all and computes the chosen ones', () => {
    const { experts } = workOnEachGpu(known('Qwen/Qwen3-30B-A3B'), { tensorParallel: 1 }, 'bf16');

    expect(experts).toMatchObject({
      count: 128,
      perToken: 8,
      layers: 48,
      work: [{ format: 'bf16', bytes: 48 * 128 * 4_718_592 * 2, parametersPerToken: 48 * 8 * 4_718_592 }],
    });
  });

  /* Nemotron-3-Nano: each of its 52 layers is a state, attention, or experts, and 23 are experts. */
  test('layers of one part count half', () => {
    const { layers, experts } = workOnEachGpu(
      known('nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-NVFP4'),
      { tensorParallel: 1 },
      'bf16',
    );

    expect(layers).toBe(26);
    expect(experts?.layers).toBe(23);
  });

  /* Gemma-3-27B: ten of 62 layers see everything, 52 see 1,024 tokens; 16 heads of 128 + 128 values. */
  test('windows are apart from layers that see the whole context', () => {
    const { cache } = workOnEachGpu(known('google/gemma-3-27b-it'), { tensorParallel: 1 }, 'fp8');

    expect(cache).toEqual({
      bytesPerToken: 10 * 16 * 256,
      windows: [{ tokens: 1024, bytesPerToken: 52 * 16 * 256 }],
      constantBytes: 0,
    });
  });
});

test('another name, training or format of a known model has its architecture, and a stranger has none', () => {
  expect(architectureOfId('RedHatAI/Qwen3-32B-FP8-dynamic')?.readFrom).toBe('Qwen/Qwen3-32B');
  expect(architectureOfId('meta-llama/Llama-3.3-70B-Instruct')?.architecture.layers).toBe(80);
  expect(architectureOfId('nobody/Unheard-Of-7B')).toBeUndefined();
});
