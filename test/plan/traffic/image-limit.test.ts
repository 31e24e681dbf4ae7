import { describe, expect, test } from 'vitest';
import { imageBytes } from '../../../lib/plan/traffic/image-limit';

describe('the images of the longest request, by hand', () => {
  test('are as many pixels as the prompt has tokens for, of four bytes', () => {
    // Qwen2.5-VL merges 2 × 2 patches of 14 × 14 pixels: 784 pixels a token. 8,192 tokens ÷ 4 images × 784 × 4 bytes = 6,422,528.
    expect(imageBytes({ maxImages: 4, maxInputTokens: 8192, pixelsPerToken: 784 })).toMatchObject({
      value: 4 * 6_422_528,
      unit: 'bytes',
      origin: 'derived',
    });
  });

  test('are whole photos where the prompt has few tokens, since the engine scales them down', () => {
    expect(imageBytes({ maxImages: 3, maxInputTokens: 4096, pixelsPerToken: 784 }).value).toBe(3 * 5_000_000);
  });
});
