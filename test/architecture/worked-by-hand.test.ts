import { describe, expect, test } from 'vitest';
import { activeParameters, totalParameters } from '../../lib/architecture/parameters';
import { weightsOnEachGpu } from '../../lib/architecture/weights-on-each-gpu';
import { publishedModel } from '../../lib/catalogue/known-models';
import { cache, parsed } from './parsed';

const config = (id: string): unknown => publishedModel(id)?.config;
const gib = 2 ** 30;

describe('models worked by hand', () => {
  /*
   * DeepSeek-R1 on eight GPUs, tensor parallel 8.
   *
   * Attention of a layer: q_a 7168 × 1536 = 11,010,048 · q_b 1536 × 128 × 192 = 37,748,736 · kv_a 7168 × 576 = 4,128,768
   *   · kv_b 512 × 128 × 256 = 16,777,216 · o 128 × 128 × 7168 = 117,440,512 · norms 1536 + 512 + 2 × 7168 = 16,384
   *   = 187,121,664; of 61 layers 11,414,421,504.
   * Feed-forward: 3 dense layers of 3 × 7168 × 18,432 = 396,361,728 → 1,189,085,184;
   *   58 layers of 257 experts of 3 × 7168 × 2048 = 44,040,192, a router of 256 × 7168 = 1,835,008 and its 256 biases
   *   → 58 × (11,318,329,344 + 1,835,008 + 256) = 656,569,547,264.
   * Tables: 2 × 129,280 × 7168 = 1,853,358,080; final norm 7168.
   * Sum: 671,026,419,200.
   *
   * KV cache: 61 × (512 + 64) × 2 bytes = 70,272 bytes a token, whole on every GPU.
   */
  test('latent attention: DeepSeek-R1', () => {
    const r1 = parsed(config('deepseek-ai/DeepSeek-R1'));

    expect(totalParameters(r1).value).toBe(671.0264192);
    expect(cache(config('deepseek-ai/DeepSeek-R1'), { tensorParallel: 8 }).bytesPerToken.value).toBe(70272);
    expect(cache(config('deepseek-ai/DeepSeek-R1'), { tensorParallel: 8 }, { format: 'fp8' }).bytesPerToken.value).toBe(
      35136,
    );
    /*
     * On each GPU, in bytes: experts 58 × 257 × 44,040,192 ÷ 8 = 82,057,887,744 at one byte;
     * tables 1,853,358,080 × 2 ÷ 8 = 463,339,520; what is copied, q_a and kv_a, 61 × 15,138,816 = 923,467,776;
     * what is split, (q_b + kv_b + o) 61 × 171,966,464 ÷ 8 = 1,311,244,288, dense layers 1,189,085,184 ÷ 8 = 148,635,648;
     * kv_b a second time in two bytes 61 × 16,777,216 × 2 ÷ 8 = 255,852,544; routers 58 × 1,835,008 × 2 = 212,860,928;
     * scales (4 bytes for each 128 × 128) about 0.024 %: 85.4 GB ≈ 79.5 GiB.
     */
    const weights = weightsOnEachGpu(r1, { tensorParallel: 8 });
    expect(weights.value).toBeCloseTo(
      ((82_057_887_744 + 463_339_520 + 923_467_776 + 1_311_244_288 + 148_635_648 + 255_852_544 + 212_860_928) *
        1.00024) /
        gib,
      1,
    );
  });

  /*
   * Gemma-3-27B: 62 layers, every sixth (10) attends to the whole sequence, 52 to 1,024 tokens; 16 KV heads of 128.
   * Growing: 10 × 16 × (128 + 128) × 2 bytes = 81,920 bytes a token.
   * Windows: a sequence holds 1,024 + 1 tokens (two batches in flight) in 65 blocks of 16, and one block more: 66 × 16 =
   *   1,056 tokens × 60 layers × 8,192 bytes = 519,045,120 bytes: ten layers attend to everything, so the 52 others are filled
   *   up to six groups of ten.
   * Admission: 1,023 + 2 × 2,048 = 5,119 tokens → 320 blocks and one: 5,136 tokens × 60 × 8,192 = 2,524,446,720 bytes.
   */
  test('sliding window: Gemma-3-27B', () => {
    const memory = cache(
      config('google/gemma-3-27b-it'),
      { tensorParallel: 1 },
      { maxSequenceTokens: 131072, maxBatchedTokens: 2048 },
    );

    expect(memory.bytesPerToken.value).toBe(81920);
    expect(memory.bytesPerSequence.value).toBe(519_045_120);
    expect(memory.bytesPerSequence.high).toBe(2_524_446_720);
    expect(memory.batchReserveBytes.value).toBe(2_524_446_720 - 519_045_120);
  });

  /*
   * Gemma-4-26B-A4B: 5 of 30 layers attend to everything with 2 heads of 512, 25 to 1,024 tokens with 8 heads of 256.
   * On one GPU a token takes 2 × (512 + 512) × 2 = 4,096 bytes in the 5 and 8 × (256 + 256) × 2 = 8,192 in the 25, so that a block
   *   of the 5 holds 32 tokens where one of the 25 holds 16. Growing: 5 × 4,096 = 20,480 bytes a token. A sequence holds 1,025
   *   tokens of a window in 65 blocks and one more, 1,056 tokens × 25 × 8,192 = 216,268,800 bytes, and leaves up to 31 tokens of
   *   the last block of the 5 unused: 31 × 20,480 = 634,880.
   * On eight GPUs each has one head of both: 2,048 bytes in the 5 and 1,024 in the 25, whose blocks now hold 32 tokens: 33 blocks and
   *   one more, 1,088 tokens × 25 × 1,024 = 27,852,800 bytes.
   */
  test('layers of two sizes: Gemma-4-26B-A4B', () => {
    const of = (tensorParallel: number) => cache(config('google/gemma-4-26B-A4B'), { tensorParallel });

    expect(of(1).bytesPerToken.value).toBe(20_480);
    expect(of(1).bytesPerSequence.value).toBe(216_268_800 + 634_880);
    expect(of(8).bytesPerToken.value).toBe(10_240);
    expect(of(8).bytesPerSequence.value).toBe(27_852_800);
  });

  /*
   * Qwen3-235B-A22B on eight GPUs: 4 KV heads, so each GPU keeps a whole one, and each head is kept twice.
   * KV cache: 94 layers × 1 head × (128 + 128) × 2 bytes = 48,128 bytes a token on each GPU.
   * Active parameters: attention of a layer 4096 × (64 + 2 × 4) × 128 + 64 × 128 × 4096 + 2 × 128 = 71,303,424;
   *   8 experts of 3 × 4096 × 1536 = 18,874,368 → 150,994,944; router 524,288; norms 8,192 → 222,830,848 a layer,
   *   20,946,099,712 in 94; head 151,936 × 4096 = 622,329,856; final norm 4,096 → 21,568,433,664.
   * Weights on each GPU: k and v keep one head of four instead of half a one.
   *   experts 94 × 128 × 18,874,368 ÷ 8 × 2 bytes = 56,774,098,944; q and o 94 × 67,108,864 ÷ 8 × 2 = 1,577,058,304;
   *   k and v 94 × 2 × 4096 × 128 × 2 = 197,132,288; tables 2 × 622,329,856 ÷ 8 × 2 = 311,164,928;
   *   routers 94 × 524,288 × 2 = 98,566,144; norms (94 × 8,448 + 4,096) × 2 = 1,596,416.
   */
  test('experts with copied KV heads: Qwen3-235B-A22B', () => {
    const qwen = parsed(config('Qwen/Qwen3-235B-A22B'));

    expect(cache(config('Qwen/Qwen3-235B-A22B'), { tensorParallel: 8 }).bytesPerToken.value).toBe(48128);
    expect(activeParameters(qwen).value).toBe(21.568433664);
    expect(weightsOnEachGpu(qwen, { tensorParallel: 8 }).value).toBe(
      (56_774_098_944 + 1_577_058_304 + 197_132_288 + 311_164_928 + 98_566_144 + 1_596_416) / gib,
    );
  });
});
