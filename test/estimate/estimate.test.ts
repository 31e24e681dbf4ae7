import { describe, expect, test } from 'vitest';
import { publishedModel } from '../../lib/catalogue/known-models';
import { askedGpu } from '../../lib/estimate/asked-gpu';
import { type Estimate, estimate } from '../../lib/estimate/estimate';
import { type Asked, readQuestion } from '../../lib/estimate/read-question';

const asked: Asked = {
  model: 'Qwen/Qwen3-32B',
  config: undefined,
  precision: 'fp8',
  kvPrecision: 'bf16',
  gpu: 'H100',
  gpus: 2,
  dataParallel: 1,
  expertParallel: false,
  inputTokens: 2000,
  outputTokens: 300,
  concurrency: 32,
};

function answer(change: Partial<Asked> = {}): Estimate {
  const question = readQuestion({ ...asked, ...change });
  const found = 'model' in question ? estimate(question) : undefined;
  if (found === undefined) {
    throw new Error(JSON.stringify(question));
  }
  return found;
}

const findings = (change: Partial<Asked>) => {
  const question = readQuestion({ ...asked, ...change });
  return 'model' in question ? [] : question;
};

describe('an estimate', () => {
  test('keeps what 64 layers with four heads of 128 + 128 values keep of a token on each of two GPUs', () => {
    // 64 × 4 × 256 × 2 bytes
    expect(answer().memory.kvBytesPerToken.value).toBe(131_072);
    expect(answer({ kvPrecision: 'fp8' }).memory.kvBytesPerToken.value).toBe(65_536);
  });

  test('fits the requests whose tokens the KV cache holds', () => {
    const { memory, concurrencyThatFits } = answer();

    expect(concurrencyThatFits.value).toBe(Math.floor((memory.kvCacheGiB.value * 2 ** 30) / (2300 * 131_072)));
  });

  test('obeys the law of Little at both ends of its range', () => {
    const { requestsPerSecond: rate, timeToFirstTokenSeconds: ttft, timePerOutputTokenSeconds: tpot } = answer();

    expect(rate.value * (ttft.value + 299 * tpot.value)).toBeCloseTo(32, 0);
    expect((rate.low ?? 0) * ((ttft.high ?? 0) + 299 * (tpot.high ?? 0))).toBeCloseTo(32, 0);
    expect(answer().outputTokensPerSecond.value).toBeCloseTo(rate.value * 300, 6);
  });

  test('lets requests beyond the KV cache wait before their first token', () => {
    const { runningRequests, concurrencyThatFits, timeToFirstTokenSeconds, requestsPerSecond } = answer({
      concurrency: 1000,
    });

    expect(runningRequests).toBe(concurrencyThatFits.value);
    expect(timeToFirstTokenSeconds.value).toBeGreaterThan((1000 - runningRequests) / requestsPerSecond.value);
  });

  test('reads a config.json as it reads the id of the same model', () => {
    const config = JSON.stringify(publishedModel('Qwen/Qwen3-32B')?.config);

    expect(answer({ config, model: 'config.json' }).memory).toEqual(answer().memory);
  });

  test('is near what the same engine did where it was measured', () => {
    const { timePerOutputTokenSeconds } = answer({ precision: 'bf16', inputTokens: 1100, outputTokens: 512 });

    // silicon sample, Qwen3-32B in bf16 on two H100, 1,024 + 512 tokens, 32 in flight: 21 ms
    expect(timePerOutputTokenSeconds.low).toBeLessThan(0.021);
    expect(timePerOutputTokenSeconds.high).toBeGreaterThan(0.021);
  });

  test('is the measurement where the same engine was measured under the same load', () => {
    const { timePerOutputTokenSeconds, requestsPerSecond } = answer({
      precision: 'bf16',
      inputTokens: 1024,
      outputTokens: 512,
    });

    expect(timePerOutputTokenSeconds).toMatchObject({ origin: 'measured', value: expect.closeTo(0.021, 3) });
    expect(timePerOutputTokenSeconds.low).toBeUndefined();
    expect(requestsPerSecond.origin).toBe('measured');
  });

  test('says which GPUs public measurements do not validate', () => {
    const { source } = answer({ gpu: 'L40S' }).timePerOutputTokenSeconds;

    expect(source).toContain('unvalidated: only one source has measured L40S');
    expect(answer().timePerOutputTokenSeconds.source).not.toContain('unvalidated');
  });
});

describe('a question', () => {
  test('with three faults is answered with all of them', () => {
    expect(findings({ model: 'Qwen/Qwen3-32Bx', gpu: 'H1000', precision: 'int7' })).toMatchObject([
      { path: 'model', message: expect.stringContaining('did you mean Qwen/Qwen3-32B?') },
      { path: 'gpu', message: expect.stringContaining('did you mean H100?') },
    ]);
    expect(findings({ precision: 'int7' })).toMatchObject([{ path: 'precision' }]);
  });

  test.each([
    { change: { gpus: 3 }, path: 'gpus' },
    { change: { gpus: 16 }, path: 'gpus' },
    { change: { gpus: 2, dataParallel: 4 }, path: 'gpus' },
    { change: { inputTokens: 2_000_000 }, path: 'input' },
    { change: { model: 'Qwen/Qwen3-Embedding-8B', gpus: 1 }, path: 'model' },
    { change: { model: 'config.json', config: '{' }, path: 'config.json' },
  ])('of $change is refused', ({ change, path }) => {
    expect(findings(change).filter((finding) => finding.path.startsWith(path))).not.toEqual([]);
  });

  test('of a model that is known in another format alone takes the format of its id', () => {
    const weightsOf = (model: string) => answer({ model, precision: undefined }).memory.weightsGiB.value;

    // 30.5 × 10⁹ parameters on two GPUs: two bytes each, and one byte of all but the tables of 0.62 × 10⁹
    expect(weightsOf('Qwen/Qwen3-30B-A3B')).toBeCloseTo((30.5e9 * 2) / 2 / 2 ** 30, 0);
    expect(weightsOf('Qwen/Qwen3-30B-A3B-FP8')).toBeCloseTo((29.9e9 + 0.62e9 * 2) / 2 / 2 ** 30, 0);
  });

  test('of a layout with which the engine ends at start names those that start', () => {
    // 28 heads on 8 GPUs; experts of 1,536 on 8 are cut into 192, in the middle of blocks of 128
    expect(findings({ model: 'Qwen/Qwen2.5-7B-Instruct', precision: undefined, gpus: 8 })[0]?.message).toContain(
      'ask for one of these, if its GPUs hold the weights: --gpus 4; --gpus 2; --gpus 1',
    );
    expect(findings({ model: 'Qwen/Qwen3-235B-A22B-FP8', precision: undefined, gpus: 8 })[0]?.message).toContain(
      '--gpus 4; --gpus 2; --gpus 1; --gpus 8 --expert-parallel; --gpus 8 --data-parallel 8 --expert-parallel',
    );
  });

  test('of a model that does not fit names the smallest GPUs that hold it', () => {
    // 61 GiB of weights in bf16: 80 GiB are the least memory beyond it, and p5.4xlarge has one GPU with as much
    expect(findings({ precision: 'bf16', gpu: 'L4', gpus: 1 })).toMatchObject([
      { path: 'gpus', message: expect.stringContaining('at least 1 H100 (p5.4xlarge)') },
    ]);
    expect(findings({ model: 'moonshotai/Kimi-K2.5', precision: 'bf16', gpu: 'L4', gpus: 1 })[0]?.message).toContain(
      'more memory than any instance',
    );
  });
});

test('names of GPUs are read as people write them', () => {
  expect(askedGpu('NVIDIA H100 80GB')?.gpu).toBe('H100');
  expect(askedGpu('A100-40')?.gpuMemoryMiB).toBeLessThan(50_000);
  expect(askedGpu('a100')?.gpuMemoryMiB).toBeGreaterThan(70_000);
  expect(askedGpu('g6e.xlarge')?.gpu).toBe('L40S');
  expect(askedGpu('MI300X')).toBeUndefined();
});

describe('a format on a GPU', () => {
  // vLLM 0.33.0: mxfp4.py line 72 from 8.0, triton_attn.py lines 514-533 a cache in FP8 from 8.0; the T4 has 7.5
  test('with which the engine ends at start is refused', () => {
    const small: Partial<Asked> = { model: 'Qwen/Qwen2.5-1.5B', gpus: 1, gpu: 'T4' };

    expect(findings({ ...small, precision: 'mxfp4' }).map(({ path }) => path)).toEqual(['precision']);
    expect(findings({ ...small, precision: 'bf16', kvPrecision: 'fp8' }).map(({ path }) => path)).toEqual([
      'kv-precision',
    ]);
    // config/model.py line 2398: Gemma 3 is refused in fp16, the only format of 16 bits that a T4 has
    expect(findings({ ...small, model: 'google/gemma-3-1b-it', precision: 'bf16' }).map(({ path }) => path)).toEqual([
      'model',
    ]);
  });

  test('in which the GPU does not compute is said', () => {
    const small: Partial<Asked> = { model: 'Qwen/Qwen2.5-1.5B', gpus: 1 };

    expect(answer({ ...small, gpu: 'T4', precision: 'bf16' }).weightsOnGpu).toBe('fp16');
    expect(answer({ ...small, gpu: 'A100-80', precision: 'fp8' }).weightsOnGpu).toBe('weight-only');
    expect(answer({ ...small, gpu: 'H100', precision: 'fp8' }).weightsOnGpu).toBe('native');
    expect(answer({ ...small, gpu: 'H100', precision: 'int4' }).weightsOnGpu).toBeUndefined();
  });
});
