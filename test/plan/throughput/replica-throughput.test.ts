import { describe, expect, test } from 'vitest';
import { measuredPoints } from '../../../lib/catalogue/measured-throughput';
import { errorRatio, fitStepTimeModel, requestSeconds } from '../../../lib/plan/throughput/step-time-model';
import { validPlan } from '../../support/fleets';

const engine = {
  model: 'meta-llama/Llama-3.1-70B',
  gpu: 'H100',
  precision: 'fp8',
  tensorParallel: 4,
  dataParallel: 1,
  expertParallel: false,
};

describe('throughput of a replica', () => {
  test('is the measurement where the lengths were measured', () => {
    // GIVEN a workload of 1024/1024 tokens
    const replica = validPlan('fleets/measured-lengths.yaml').workloads[0]?.types[0]?.replica;

    // THEN row …_1024x1024_c64_tp4 itself: 256.36 ms, 19.515 ms, 64 ÷ (0.25636 + 1,023 × 0.0195146)
    expect(replica?.timeToFirstTokenSeconds).toMatchObject({ origin: 'measured', date: '2025-10-29' });
    expect(replica?.timeToFirstTokenSeconds.value).toBeCloseTo(0.25636, 5);
    expect(replica?.timePerOutputTokenSeconds.value).toBeCloseTo(0.0195146, 7);
    expect(replica?.requestsPerSecond.origin).toBe('measured');
    expect(replica?.requestsPerSecond.value).toBeCloseTo(64 / (0.2563587 + 1023 * 0.0195146), 4);
    expect(replica?.requestsPerSecond.low).toBeUndefined();
  });

  test('is derived, with a range and its points, where they were not', () => {
    const replica = validPlan().workloads[0]?.types[0]?.replica;

    expect(replica?.requestsPerSecond.origin).toBe('derived');
    expect(replica?.timePerOutputTokenSeconds.source).toContain('15 measured points');
    expect(replica?.timePerOutputTokenSeconds.source).toContain('1024/1024, 1024/8192, 8192/1024');
    expect(replica?.requestsPerSecond.low).toBeGreaterThan(0);
  });
});

describe('the step-time model', () => {
  const points = measuredPoints(engine);
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
        ...engine,
        id: '',
        measuredDate: '2026-01-01',
        engineVersion: undefined,
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
