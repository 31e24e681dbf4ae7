import { describe, expect, test } from 'vitest';
import fit from '../../../lib/throughput/data/roofline.json';
import { logErrors } from '../../../lib/throughput/fitting/fit-roofline';
import { requestSeconds } from '../../../lib/throughput/load';
import { allObservations, siliconSample } from '../../../lib/throughput/measurements/observations';
import { pointsOf, translationErrorRatio } from '../../../lib/throughput/own-points/points-of-engine';
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

  test('of an fp8 cache are not those of a bf16 one: they are slowed by what the roofline says of twice the bytes', () => {
    const fp8 = pointsOf({ ...engine, gpu: 'H200', kvPrecision: 'fp8' });
    const bf16 = pointsOf({ ...engine, gpu: 'H200' });

    expect(fp8.every(({ translatedFrom }) => translatedFrom === undefined)).toBe(true);
    expect(bf16.every(({ translatedFrom }) => translatedFrom === 'fp8')).toBe(true);
    const slower = bf16.map((point, index) => {
      const { timePerOutputTokenSeconds } = fp8[index] as typeof point;
      return point.timePerOutputTokenSeconds - timePerOutputTokenSeconds;
    });
    expect(Math.min(...slower)).toBeGreaterThan(0);
    // 64 × (921.6 + 460.8) tokens × 80 layers × 2 heads × 256 values: 3.6 GB more a GPU, 0.76 ms at the peak of 4.8 TB/s
    const busiest = bf16.findIndex(
      ({ concurrency, inputTokens, outputTokens }) => concurrency === 64 && inputTokens + outputTokens < 2000,
    );
    expect(slower[busiest]).toBeGreaterThan(0.5e-3);
    expect(slower[busiest]).toBeLessThan(1.5e-3);
  });
});

/*
 * Llama-3.1-70B in FP8 was measured with a bf16 cache on H100 and with an fp8 one on H200 and B200. Were the roofline wrong
 * about the cache, it would be off by another factor with the one than with the other.
 */
test.each(['H200', 'B200'])(
  'a translated time is off by at most the stated ratio at eight of ten loads of H100 and %s',
  (gpu) => {
    const errors = new Map<string, Record<string, number>>();
    for (const observation of allObservations()) {
      const { engine: measured, load, source } = observation;
      if (source === siliconSample && measured.model === 'meta-llama/Llama-3.1-70B' && measured.format === 'fp8') {
        const key = JSON.stringify([measured.layout, load]);
        const { perOutputToken } = logErrors(fit.coefficients, observation);
        errors.set(key, { ...errors.get(key), [measured.gpu]: perOutputToken });
      }
    }
    const differences = [...errors.values()]
      .flatMap(({ H100: one, [gpu]: other }) =>
        one === undefined || other === undefined ? [] : [Math.abs(one - other)],
      )
      .sort((a, b) => a - b);

    expect(differences).toHaveLength(41);
    expect(Math.exp(differences[Math.ceil(0.8 * 41) - 1] as number) - 1).toBeLessThanOrEqual(
      translationErrorRatio(gpu),
    );
  },
);

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
