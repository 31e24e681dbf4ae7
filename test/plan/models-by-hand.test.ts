import { describe, expect, test } from 'vitest';
import { type GpuInstanceType, gpuInstanceType } from '../../lib/catalogue/instance-types';
import { type MemoryFit, memoryFit } from '../../lib/plan/throughput/memory-fit';
import { chatFleetText, edit, load } from '../support/fleets';

/** Memory of one known model in the chat fleet, for sequences of 7,168 + 1,024 = 8,192 tokens. */
function fitOf(id: string, layout: string, instanceType: string): MemoryFit {
  const [before] = edit(
    edit(chatFleetText(), 'model: llama-70b', 'model: by-hand'),
    'maxInputTokens: 8192',
    'maxInputTokens: 7168',
  ).split('models:\n');
  const [, access] = chatFleetText().split('\naccess:');
  const { fleet, findings } = load(
    `${before}models:\n  - { name: by-hand, model: ${id}, ${layout}, instanceTypes: [${instanceType}] }\naccess:${access}`,
  );
  const [model] = fleet?.models ?? [];
  const [workload] = fleet?.workloads ?? [];
  if (model === undefined || workload === undefined) {
    throw new Error(`${id}: ${JSON.stringify(findings.filter(({ level }) => level === 'error'))}`);
  }
  return memoryFit(model, workload, gpuInstanceType(instanceType) as GpuInstanceType);
}

const gib = 2 ** 30;

/** Sampling 256 sequences, by the newest log: 1.21 GiB for a vocabulary of 128,256. Libraries of several GPUs 2.10, graphs 1.04. */
const engine = (gpuGiB: number, vocabulary: number): number =>
  0.00975 * gpuGiB + 2.1 + (1.21 * vocabulary) / 128_256 + 1.04;

/** FP8 in blocks of 128: a value is a byte, a block has a scale of four. */
const fp8 = (rows: number, columns: number): number =>
  rows * columns + 4 * Math.ceil(rows / 128) * Math.ceil(columns / 128);

describe('DeepSeek-R1 on eight H200, by hand: latent attention, FP8 in blocks of 128, 256 experts', () => {
  const fit = fitOf('deepseek-ai/DeepSeek-R1', 'tensorParallel: 8', 'p5en.48xlarge');
  const hidden = 7168;
  /** What leads into the latents is copied; the 128 heads are divided among the GPUs. */
  const attention =
    fp8(1536, hidden) +
    fp8(512 + 64, hidden) +
    (fp8(128 * 192, 1536) + fp8(128 * 256, 512) + fp8(hidden, 128 * 128)) / 8;
  /** The engine keeps the matrix that unfolds a latent in 16 bits beside it. */
  const unfolded = (128 * 256 * 512 * 2) / 8;
  const dense = (3 * fp8(18_432, hidden)) / 8;
  const experts = ((256 + 1) * 3 * fp8(2048, hidden)) / 8 + 256 * hidden * 2;
  const norms = (2 * hidden + 1536 + 512) * 2;
  const tables = (2 * 129_280 * hidden * 2) / 8;
  const weights = (61 * (attention + unfolded + norms) + 3 * dense + 58 * experts + tables) / gib;

  test('79.53 GiB of weights on each GPU', () => {
    expect(weights).toBeCloseTo(79.53, 2);
    expect(fit.weightsGiB.value / 8).toBeCloseTo(weights, 3);
  });

  test('70,272 bytes of a token on every GPU: a latent is copied, not divided', () => {
    expect(fit.kvBytesPerToken.value / 8).toBe(61 * (512 + 64) * 2);
    expect(fit.kvBytesPerSequence).toBeUndefined();
  });

  test('77 sequences', () => {
    // 141 × 0.9 − 5.73 − 79.53 = 41.63 GiB ÷ (70,272 × 8,192 bytes)
    const left = 141 * 0.9 - engine(141, 129_280) - weights;

    expect(fit.kvCacheGiB.value / 8).toBeCloseTo(left, 2);
    expect(fit.maxConcurrency.value).toBe(Math.floor((left * gib) / (70_272 * 8192)));
    expect(fit.maxConcurrency.value).toBe(77);
  });
});

describe('DeepSeek-R1 on eight H200 with eight copies of the attention and whole experts, by hand', () => {
  const fit = fitOf('deepseek-ai/DeepSeek-R1', 'parallel: { data: 8, expert: true }', 'p5en.48xlarge');
  const hidden = 7168;
  /** Each GPU has all of the attention, of the dense layers, of the shared expert and of the tables. */
  const attention =
    fp8(1536, hidden) + fp8(512 + 64, hidden) + fp8(128 * 192, 1536) + fp8(128 * 256, 512) + fp8(hidden, 128 * 128);
  const unfolded = 128 * 256 * 512 * 2;
  const dense = 3 * fp8(18_432, hidden);
  /** And 32 of the 256 experts. */
  const experts = (256 / 8 + 1) * 3 * fp8(2048, hidden) + 256 * hidden * 2;
  const norms = (2 * hidden + 1536 + 512) * 2;
  const tables = 2 * 129_280 * hidden * 2;
  const weights = (61 * (attention + unfolded + norms) + 3 * dense + 58 * experts + tables) / gib;

  test('95.82 GiB of weights on each GPU', () => {
    expect(weights).toBeCloseTo(95.82, 2);
    expect(fit.weightsGiB.value / 8).toBeCloseTo(weights, 3);
  });

  test('70,272 bytes of a token, on one GPU alone', () => {
    expect(fit.kvBytesPerToken.value).toBe(61 * (512 + 64) * 2);
  });

  test('each copy keeps 43 sequences, eight copies 344: the eight GPUs with one copy keep 77', () => {
    // For 8,192 tokens: input and output, what eight experts make of them in two steps, and what seven copies bring and take.
    const activations = (8192 * (2 + 2 * 8 + 2 * 7) * hidden * 2) / gib;
    const left = 141 * 0.9 - (0.00975 * 141 + 2.1 + activations + 1.04) - weights;

    expect(fit.kvCacheGiB.value / 8).toBeCloseTo(left, 1);
    expect(fit.maxConcurrency.value).toBe(8 * Math.floor((left * gib) / (70_272 * 8192)));
    expect(fit.maxConcurrency.value).toBe(8 * 43);
  });
});

describe('Gemma 3 27B on two H100, by hand: 52 of 62 layers have a window of 1,024 tokens', () => {
  /** Ten layers are of the rarer kind, so the others make six groups of ten: eight of their places are padding. */
  const windowLayers = 6 * 10;
  const fit = fitOf('google/gemma-3-27b-it', 'tensorParallel: 2', 'p5.48xlarge');
  /** Keys and values of 8 of 16 heads on each GPU. */
  const layerBytes = 8 * (128 + 128) * 2;

  test('ten layers grow with a sequence: 40,960 bytes of a token', () => {
    expect(fit.kvBytesPerToken.value / 2).toBe(10 * layerBytes);
  });

  test('the others keep their window and one token more, in whole blocks of 16 and one block more', () => {
    const windowTokens = (Math.ceil((1024 + 1) / 16) + 1) * 16;

    expect(windowTokens).toBe(1056);
    expect((fit.kvBytesPerSequence?.value ?? 0) / 2).toBe(windowLayers * windowTokens * layerBytes);
  });

  test('two batches in flight may fill the windows up to the longest sequence', () => {
    const admittedTokens = (Math.ceil(8192 / 16) + 1) * 16;

    expect((fit.kvReserveBytes?.value ?? 0) / 2).toBe(windowLayers * (admittedTokens - 1056) * layerBytes);
  });

  test('69 sequences', () => {
    // 25.56 GiB of weights: 27.43 × 10⁹ parameters × 2 bytes ÷ 2
    const weights = fit.weightsGiB.value / 2;
    const left = 80 * 0.9 - engine(80, 262_208) - weights;
    const each = 8192 * 10 * layerBytes + windowLayers * 1056 * layerBytes;

    expect(weights).toBeCloseTo((27.432 * 1e9) / gib, 1);
    expect(fit.maxConcurrency.value).toBe(Math.floor((left * gib - windowLayers * 7152 * layerBytes) / each));
    expect(fit.maxConcurrency.value).toBe(69);
  });
});

describe('Qwen3-30B-A3B on eight H100, by hand: 128 experts, and four KV heads that are copied', () => {
  const fit = fitOf('Qwen/Qwen3-30B-A3B', 'tensorParallel: 8', 'p5.48xlarge');
  const hidden = 2048;
  /** Queries and output are divided, and each GPU has a whole head of keys and one of values. */
  const attention = (2 * 32 * 128 * hidden) / 8 + 2 * 128 * hidden;
  const experts = (128 * 3 * 768 * hidden) / 8 + 128 * hidden;
  const norms = 2 * hidden + 2 * 128;
  const tables = (2 * 151_936 * hidden) / 8;
  const weights = (2 * (48 * (attention + experts + norms) + tables)) / gib;

  test('7.15 GiB of weights on each GPU', () => {
    expect(weights).toBeCloseTo(7.153, 3);
    expect(fit.weightsGiB.value / 8).toBeCloseTo(weights, 4);
  });

  test('24,576 bytes of a token on every GPU, twice what four heads take together', () => {
    expect(fit.kvBytesPerToken.value / 8).toBe(48 * 1 * (128 + 128) * 2);
    expect(fit.kvBytesPerToken.value).toBe(2 * 48 * 4 * (128 + 128) * 2);
  });

  test('317 sequences', () => {
    // 80 × 0.9 − 5.35 − 7.15 = 59.49 GiB ÷ (24,576 × 8,192 bytes)
    const left = 80 * 0.9 - engine(80, 151_936) - weights;

    expect(fit.maxConcurrency.value).toBe(Math.floor((left * gib) / (24_576 * 8192)));
    expect(fit.maxConcurrency.value).toBe(317);
  });
});

test('the files of DeepSeek-R1 are stored and downloaded once, not what eight GPUs hold of them', () => {
  const { checkpointGiB, weightsGiB } = fitOf('deepseek-ai/DeepSeek-R1', 'tensorParallel: 8', 'p5en.48xlarge');

  // 671 × 10⁹ parameters and the 11.6 × 10⁹ of its layer for speculative decoding, about one byte each.
  expect(checkpointGiB.value).toBeCloseTo(641, -1);
  expect(weightsGiB.value - checkpointGiB.value).toBeLessThan(0);
});
