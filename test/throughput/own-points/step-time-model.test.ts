import { describe, expect, test } from 'vitest';
import { requestSeconds } from '../../../lib/throughput/load';
import { pointsOf } from '../../../lib/throughput/own-points/points-of-engine';
import { errorRatio, fitStepTimeModel } from '../../../lib/throughput/own-points/step-time-model';

const engine = {
  readFrom: 'meta-llama/Llama-3.1-70B-Instruct',
  format: 'fp8',
  kvPrecision: 'bf16',
  gpu: 'H100',
  layout: 'TP4',
} as const;

describe('the points of an engine', () => {
  test('have the lengths that were sent: nine tenths of the stated 1,024 and 8,192', () => {
    const lengths = new Set(pointsOf(engine).map(({ inputTokens, outputTokens }) => `${inputTokens} ${outputTokens}`));

    expect([...lengths].sort()).toEqual(['7372.8 921.6', '921.6 7372.8', '921.6 921.6']);
  });

  test('do not exceed its KV cache: two H100 hold 46 GiB of it, 64 requests of 8,295 tokens need 162', () => {
    // 2 × (80 × 0.9 − 4) − 65.8 GiB of weights = 70.2 GiB; 320 KiB a token: 230,000 tokens
    const on2 = pointsOf({ ...engine, layout: 'TP2' });

    expect(on2.length).toBe(11);
    for (const { concurrency, inputTokens, outputTokens } of on2) {
      expect(concurrency * (inputTokens + outputTokens)).toBeLessThan(230_000);
    }
  });

  // The source's scripts keep an fp8 cache on H200 and B200; its points on H100 queue where a bf16 cache is full.
  test.each([
    { gpu: 'H100', measured: 'bf16', other: 'fp8' },
    { gpu: 'H200', measured: 'fp8', other: 'bf16' },
    { gpu: 'B200', measured: 'fp8', other: 'bf16' },
  ] as const)('with an $measured cache on $gpu say nothing about an $other cache', ({ gpu, measured, other }) => {
    expect(pointsOf({ ...engine, gpu, kvPrecision: measured }).length).toBeGreaterThanOrEqual(9);
    expect(pointsOf({ ...engine, gpu, kvPrecision: other })).toEqual([]);
  });
});

describe('the step-time model', () => {
  const points = pointsOf(engine);
  const model = fitStepTimeModel(points);

  test('stays within its own stated error of every point that it was fitted to', () => {
    for (const point of points) {
      const ratio = requestSeconds(model(point), point.outputTokens) / requestSeconds(point, point.outputTokens);
      expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(errorRatio(points, { inputTokens: 1024, outputTokens: 1024 }));
    }
  });

  test('finds again what made its points', () => {
    // GIVEN points made by the model itself: 10 ms + 40 ns per context token + 50 µs per prompt token per answer token
    const made = [
      [1024, 1024],
      [1024, 8192],
      [8192, 1024],
    ].flatMap(([inputTokens = 0, outputTokens = 0]) =>
      [4, 16, 64].map((concurrency) => ({
        inputTokens,
        outputTokens,
        concurrency,
        timeToFirstTokenSeconds: 0.03 + inputTokens * 4e-5 + concurrency * inputTokens * 3e-6,
        timePerOutputTokenSeconds:
          0.01 +
          concurrency * (inputTokens + outputTokens / 2) * 4e-8 +
          (concurrency * inputTokens * 5e-5) / outputTokens,
      })),
    );

    // WHEN asked for a load in between
    const { timeToFirstTokenSeconds, timePerOutputTokenSeconds } = fitStepTimeModel(made)({
      inputTokens: 2000,
      outputTokens: 500,
      concurrency: 32,
    });

    // THEN 0.03 + 0.08 + 0.192, and 0.01 + 0.00288 + 0.0064
    expect(timeToFirstTokenSeconds).toBeCloseTo(0.302, 9);
    expect(timePerOutputTokenSeconds).toBeCloseTo(0.01928, 9);
    expect(errorRatio(made, { inputTokens: 2000, outputTokens: 500 })).toBeLessThan(1e-6);
  });
});
