import { describe, expect, test } from 'vitest';
import { gpuInstanceType } from '../../../lib/catalogue/instance-types';
import type { Model } from '../../../lib/fleet/fleet';
import { engineSchema } from '../../../lib/fleet/schema/engine-schema';
import fit from '../../../lib/plan/throughput/data/roofline.json';
import { fitRoofline, logErrors } from '../../../lib/plan/throughput/fit-roofline';
import {
  decodeStepSeconds,
  promptSeconds,
  type RooflineReplica,
  rooflineLatency,
  textbook,
} from '../../../lib/plan/throughput/roofline';
import { fittedObservations, otherObservations } from '../../../lib/plan/throughput/roofline-observations';
import { rooflineThroughput } from '../../../lib/plan/throughput/roofline-throughput';
import { requestSeconds } from '../../../lib/plan/throughput/step-time-model';
import { leastSquares } from '../../../lib/throughput/fitting/least-squares';

/** 12 × 10 layers × 1,000² parameters, so the width is 1,000. */
const replica: RooflineReplica = {
  tensorParallel: 1,
  parameters: 120e6,
  layers: 10,
  kvHeads: 8,
  weightBytes: 120e6,
  kvBytesPerToken: 1000,
  memoryBytesPerSecond: 1e12,
  flopsPerSecond: 1e14,
  attentionFlopsPerSecond: 5e13,
  interconnectBytesPerSecond: 1e11,
};
const load = { inputTokens: 1000, outputTokens: 200, concurrency: 10 };

describe('the textbook roofline, by hand', () => {
  test('a decode step reads weights and KV cache, and computes', () => {
    // 120 MB ÷ 1 TB/s + 10 × 1,100 tokens × 1 kB ÷ 1 TB/s + 10 × 240 MFLOP ÷ 100 TFLOP/s
    expect(decodeStepSeconds(replica, textbook, load)).toBeCloseTo(120e-6 + 11e-6 + 24e-6, 12);
  });

  test('a prompt is computed, its attention in bf16', () => {
    // 1,000 × 240 MFLOP ÷ 100 TFLOP/s + 2 × 1,000² × 1,000 × 10 ÷ 50 TFLOP/s
    expect(promptSeconds(replica, textbook, 1000)).toBeCloseTo(2.4e-3 + 0.4e-3, 12);
  });

  test('two GPUs halve reading and computing, and exchange activations', () => {
    // 2 × 10 all-reduces × 10 tokens × 1,000 × 2 bytes × 2 × ½ ÷ 100 GB/s = 4 µs
    expect(decodeStepSeconds({ ...replica, tensorParallel: 2 }, textbook, load)).toBeCloseTo(155e-6 / 2 + 4e-6, 12);
  });

  test('TPOT satisfies its equation, and the loop turns no faster than the GPUs', () => {
    const { timeToFirstTokenSeconds: ttft, timePerOutputTokenSeconds: tpot } = rooflineLatency(replica, textbook, load);
    const queued = 2.8e-3 + 155e-6;

    expect(tpot).toBeCloseTo(155e-6 + (9 * 2.8e-3 * tpot) / (queued + 200 * tpot), 12);
    // ten prompts and 200 steps
    expect(ttft + 199 * tpot).toBeCloseTo(10 * 2.8e-3 + 200 * 155e-6, 12);
  });

  test('alone, a request waits for its own prompt and one step', () => {
    const alone = { ...load, concurrency: 1 };
    const latency = rooflineLatency(replica, textbook, alone);

    expect(latency.timeToFirstTokenSeconds).toBeCloseTo(2.8e-3 + decodeStepSeconds(replica, textbook, alone), 12);
    expect(latency.timePerOutputTokenSeconds).toBeCloseTo(decodeStepSeconds(replica, textbook, alone), 12);
  });
});

describe('the fitted roofline', () => {
  const llama8b: Model = {
    name: 'llama-8b',
    weights: 'meta-llama/Llama-3.1-8B-Instruct',
    task: 'generate',
    parametersBillion: 8.03,
    precision: 'fp8',
    kvPrecision: 'bf16',
    layers: 32,
    kvHeads: 8,
    headDimension: 128,
    contextTokens: 131072,
    tensorParallel: 1,
    layoutField: 'tensorParallel',
    instanceTypes: ['g6e.xlarge'],
    gpuMemoryUtilizationRatio: 0.9,
    targetUtilizationRatio: 0.8,
    parallelLoading: false,
    compileCache: false,
    engine: engineSchema.parse({}),
    instancesPerRegion: {},
    toleratedXidCodes: [],
    pools: { baseline: { reservations: {}, busyHours: [] }, capacityBlocks: [] },
  };
  const on = (type: string, model = llama8b, lengths = { inputTokens: 778, outputTokens: 128 }) =>
    rooflineThroughput(model, lengths, gpuInstanceType(type) as NonNullable<ReturnType<typeof gpuInstanceType>>);

  test('every range contains its value, and a rate its cautious end below', () => {
    for (const point of on('g6e.xlarge')) {
      for (const figure of [point.timeToFirstTokenSeconds, point.timePerOutputTokenSeconds, point.requestsPerSecond]) {
        expect(figure.low).toBeLessThan(figure.value);
        expect(figure.high).toBeGreaterThan(figure.value);
        expect(figure.low).toBeGreaterThan(0);
      }
    }
  });

  test('more concurrency never lowers TPOT, TTFT or the rate', () => {
    for (const lengths of [
      { inputTokens: 100, outputTokens: 2000 },
      { inputTokens: 1024, outputTokens: 128 },
      { inputTokens: 8192, outputTokens: 16 },
    ]) {
      for (const type of ['g6.xlarge', 'g6e.xlarge', 'p5.48xlarge', 'p5en.48xlarge']) {
        const points = on(type, llama8b, lengths);
        for (const [index, point] of points.slice(1).entries()) {
          const before = points[index] as typeof point;
          expect(point.timePerOutputTokenSeconds.value).toBeGreaterThanOrEqual(before.timePerOutputTokenSeconds.value);
          expect(point.timeToFirstTokenSeconds.value).toBeGreaterThanOrEqual(before.timeToFirstTokenSeconds.value);
          expect(point.requestsPerSecond.value).toBeGreaterThan(before.requestsPerSecond.value);
        }
      }
    }
  });

  test.each(['memoryBytesPerSecond', 'flopsPerSecond', 'interconnectBytesPerSecond'] as const)(
    'more %s is never slower',
    (peak) => {
      for (const { replica: slow, load: one } of fittedObservations()) {
        const fast = { ...slow, [peak]: slow[peak] * 2 };
        const before = rooflineLatency(slow, fit.coefficients, one);
        const after = rooflineLatency(fast, fit.coefficients, one);
        expect(after.timePerOutputTokenSeconds).toBeLessThanOrEqual(before.timePerOutputTokenSeconds);
        expect(requestSeconds(after, one.outputTokens)).toBeLessThanOrEqual(requestSeconds(before, one.outputTokens));
      }
    },
  );

  test('is efficient to at most 1', () => {
    const { weightReadEfficiency, kvReadEfficiency, computeEfficiency, interconnectEfficiency } = fit.coefficients;
    for (const efficiency of [weightReadEfficiency, kvReadEfficiency, computeEfficiency, interconnectEfficiency]) {
      expect(efficiency).toBeGreaterThan(0.2);
      expect(efficiency).toBeLessThanOrEqual(1);
    }
  });

  test('Llama-3.1-8B on GPUs that it never saw is near what MLPerf servers reached with vLLM', () => {
    // MLPerf Inference v5.1, Server, Red Hat, tokens/s per GPU: 1,207 on L40S, 5,104 on H100; about 778/128 tokens
    for (const [type, published] of [
      ['g6e.xlarge', 1207],
      ['p5.48xlarge', 5104],
    ] as const) {
      const at64 = on(type).find(({ concurrency }) => concurrency === 64);
      const tokensPerSecond = (at64?.requestsPerSecond.value ?? 0) * 128;
      expect(tokensPerSecond / published).toBeGreaterThan(0.5);
      expect(tokensPerSecond / published).toBeLessThan(2);
    }
  });

  test('says where it leaves the measured domain, and is wider there', () => {
    const inside = on('p5.48xlarge', { ...llama8b, parametersBillion: 70.6, layers: 80, tensorParallel: 8 })[3];
    const outside = on('g6e.xlarge')[3];

    expect(inside?.timePerOutputTokenSeconds.source).not.toContain('outside the measured domain');
    expect(outside?.timePerOutputTokenSeconds.source).toContain(
      'outside the measured domain: no dense model was measured on L40S, models of 70.6 and 32.8 × 10⁹ parameters were measured',
    );
    const width = (point: typeof inside): number =>
      (point?.timePerOutputTokenSeconds.high ?? 0) / (point?.timePerOutputTokenSeconds.value ?? 1);
    expect(width(outside)).toBeCloseTo(width(inside) ** 2, 9);
  });

  test('refuses a mixture of experts and GPUs without known peaks', () => {
    expect(on('p5.48xlarge', { ...llama8b, weights: 'openai/gpt-oss-120b' })).toEqual([]);
    expect(on('g7.48xlarge')).toEqual([]);
  });

  test('what the fit leaves out is faster than physics allows under a closed loop', () => {
    const impossible = (observations: ReturnType<typeof fittedObservations>): number =>
      observations.filter((one) => logErrors(textbook, one).perOutputToken > 0).length / observations.length;

    expect(impossible(otherObservations())).toBeGreaterThan(0.5);
    expect(impossible(fittedObservations())).toBeLessThan(0.01);
  });

  test('finds again what made its points', () => {
    // GIVEN latencies made by known coefficients
    const made = { ...fit.coefficients, kvReadEfficiency: 0.6, computeEfficiency: 0.5, secondsPerLayer: 5e-5 };
    const observations = fittedObservations().map((one) => ({
      ...one,
      ...rooflineLatency(one.replica, made, one.load),
    }));

    // THEN the fit has them
    const found = fitRoofline(observations);
    expect(found.kvReadEfficiency).toBeCloseTo(0.6, 2);
    expect(found.computeEfficiency).toBeCloseTo(0.5, 2);
    expect(found.secondsPerLayer * 1e5).toBeCloseTo(5, 1);
  });
});

test('least squares finds a minimum that is not at the start', () => {
  const [a = 0, b = 0] = leastSquares(([x = 0, y = 0]) => [x * y - 6, x - 2], [1, 1]);

  expect(a).toBeCloseTo(2, 3);
  expect(b).toBeCloseTo(3, 3);
});
