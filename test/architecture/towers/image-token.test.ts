import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../lib/architecture/parse-config';
import { towerWork } from '../../../lib/architecture/towers/tower-work';
import { publishedModel } from '../../../lib/catalogue/known-models';

const architectureOf = (id: string) => parseConfig(publishedModel(id)?.config).architecture;

describe('one token of an image', () => {
  test.each([
    // Model cards and processors: Qwen2.5-VL 28 × 28 pixels a token, Qwen3-VL 32 × 32; Gemma 3 256 tokens for 896 × 896
    // pixels; Llama 4 144 tokens for 336 × 336; InternVL3 256 tokens for 448 × 448; Mistral Small 3.2 28 × 28.
    ['Qwen/Qwen2.5-VL-7B-Instruct', { pixels: 28 ** 2, patches: 4 }],
    ['Qwen/Qwen3-VL-8B-Instruct', { pixels: 32 ** 2, patches: 4 }],
    ['google/gemma-3-27b-it', { pixels: 896 ** 2 / 256, patches: 16 }],
    ['meta-llama/Llama-4-Scout-17B-16E-Instruct', { pixels: 336 ** 2 / 144, patches: 4 }],
    ['OpenGVLab/InternVL3-8B', { pixels: 448 ** 2 / 256, patches: 4 }],
    ['mistralai/Mistral-Small-3.2-24B-Instruct-2506', { pixels: 28 ** 2, patches: 4 }],
  ])('of %s', (id, token) => {
    expect(architectureOf(id)?.imageToken).toEqual(token);
  });

  test('is none of a model that reads text alone', () => {
    expect(architectureOf('meta-llama/Llama-3.1-8B-Instruct')).toBeDefined();
    expect(architectureOf('meta-llama/Llama-3.1-8B-Instruct')?.imageToken).toBeUndefined();
  });
});

test('the tower of Qwen2.5-VL-7B works a third as much on a token of an image as the model on any', () => {
  const architecture = architectureOf('Qwen/Qwen2.5-VL-7B-Instruct');

  // 32 layers × (4 × 1280² + 3 × 1280 × 3420) = 0.630 × 10⁹, patches included 0.632; four patches a token: 2.52 × 10⁹. The
  // merger adds 5120² + 5120 × 3584 = 0.045 × 10⁹. The text model reads 7.07 × 10⁹ for a token (7.615 without 152,064 × 3,584).
  expect(architecture && towerWork(architecture)).toBeCloseTo((4 * 0.63 + 0.0446) / 7.07, 2);
});
