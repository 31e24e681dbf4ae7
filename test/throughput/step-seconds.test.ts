import { describe, expect, test } from 'vitest';
import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { type GpuInstanceType, gpuInstanceType } from '../../lib/catalogue/instance-types';
import { askedEngineOf } from '../../lib/throughput/asked-engine';
import { textbook } from '../../lib/throughput/roofline/roofline';
import { type StepTiming, stepSeconds, stepTiming } from '../../lib/throughput/step-seconds';
import { smallReplica } from '../support/small-replica';

describe('the seconds of one engine step, by hand', () => {
  const timing: StepTiming = { replica: smallReplica, coefficients: textbook, factor: 1, cautiousFactor: 2 };
  const running = { decodeSequences: 10, contextTokens: 1100 };

  test('a step reads weights and cache, and computes a token of every sequence', () => {
    // 120 MB ÷ 1 TB/s + 10 × 1,100 kB ÷ 1 TB/s + 10 × 240 MFLOP ÷ 100 TFLOP/s
    expect(stepSeconds(timing, { ...running, prefillTokens: 0 })).toEqual({
      expected: expect.closeTo(155e-6, 12),
      cautious: expect.closeTo(310e-6, 12),
    });
  });

  test('a piece of a prompt adds its computation, and its attention to itself', () => {
    // 1,000 × 240 MFLOP ÷ 100 TFLOP/s + 1,000² ÷ 2 pairs × 40,000 ÷ 50 TFLOP/s
    expect(stepSeconds(timing, { ...running, prefillTokens: 1000 }).expected).toBeCloseTo(
      155e-6 + 2400e-6 + 400e-6,
      12,
    );
  });

  test('the next piece attends to the first one too', () => {
    // 1,000 × 1,000 pairs more
    expect(stepSeconds(timing, { ...running, prefillTokens: 1000, prefilledTokens: 1000 }).expected).toBeCloseTo(
      155e-6 + 2400e-6 + 400e-6 + 800e-6,
      12,
    );
  });

  test('a step without sequences reads no cache', () => {
    // 120 MB ÷ 1 TB/s, and 100 prompt tokens
    const step = { prefillTokens: 100, decodeSequences: 0, contextTokens: 0 };
    expect(stepSeconds(timing, step).expected).toBeCloseTo(120e-6 + 240e-6 + 4e-6, 12);
  });
});

test('a mixture of experts in a layout of experts and copies of the attention has steps too', () => {
  const { architecture, readFrom } = architectureOfId('Qwen/Qwen3-235B-A22B-FP8') as {
    architecture: Architecture;
    readFrom: string;
  };
  const engine = askedEngineOf(
    {
      network: { architecture },
      format: 'fp8',
      readFrom,
      layout: { tensorParallel: 1, dataParallel: 8, expertParallel: true },
      kvPrecision: 'bf16',
      sizes: [],
    },
    gpuInstanceType('p5en.48xlarge') as GpuInstanceType,
  );
  if (engine === undefined) {
    throw new Error('H200 has no peaks');
  }
  const timing = stepTiming(engine, { inputTokens: 1000, outputTokens: 500, concurrency: 64 });
  const { expected, cautious } = stepSeconds(timing, { prefillTokens: 0, decodeSequences: 64, contextTokens: 1250 });

  // Plain data: a plan can hold it.
  expect(JSON.parse(JSON.stringify(timing))).toEqual(timing);
  // 8 sequences on each GPU read its share of 235 GB once: 6 ms at the peak of 4.8 TB/s
  expect(expected).toBeGreaterThan(0.006);
  expect(expected).toBeLessThan(0.06);
  expect(cautious).toBeGreaterThan(expected);
});
