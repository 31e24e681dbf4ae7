import { describe, expect, test } from 'vitest';
import fit from '../../lib/throughput/data/roofline.json';
import { fitRoofline, logErrors } from '../../lib/throughput/fitting/fit-roofline';
import { requestSeconds } from '../../lib/throughput/load';
import { allObservations, type Observation, siliconSample } from '../../lib/throughput/measurements/observations';
import {
  decodeStepSeconds,
  promptSeconds,
  type RooflineReplica,
  textbook,
} from '../../lib/throughput/roofline/roofline';
import { rooflineLatency } from '../../lib/throughput/roofline/roofline-latency';
import { smallReplica as replica } from '../support/small-replica';

const load = { inputTokens: 1000, outputTokens: 200, concurrency: 10 };

describe('the textbook roofline, by hand', () => {
  test('a decode step reads weights and KV cache, and computes', () => {
    // 120 MB ÷ 1 TB/s + 10 × 1,100 tokens × 1 kB ÷ 1 TB/s + 10 × 240 MFLOP ÷ 100 TFLOP/s
    expect(decodeStepSeconds(replica, textbook, load)).toBeCloseTo(120e-6 + 11e-6 + 24e-6, 12);
  });

  test('a prompt is computed, its attention in bf16', () => {
    // 1,000 × 240 MFLOP ÷ 100 TFLOP/s + 4 × 1,000² ÷ 2 × 1,000 × 10 ÷ 50 TFLOP/s
    expect(promptSeconds(replica, textbook, load)).toBeCloseTo(2.4e-3 + 0.4e-3, 12);
  });

  test('two GPUs exchange activations', () => {
    // 2 × 10 all-reduces × 10 tokens × 1,000 × 2 bytes × 2 × ½ ÷ 100 GB/s = 4 µs
    expect(decodeStepSeconds({ ...replica, tensorParallel: 2 }, textbook, load)).toBeCloseTo(155e-6 + 4e-6, 12);
  });

  test('a window bounds what is read of the context, and what a prompt attends to', () => {
    const windowed: RooflineReplica = {
      ...replica,
      work: {
        ...replica.work,
        cache: { bytesPerToken: 0, windows: [{ tokens: 100, bytesPerToken: 1000 }], constantBytes: 500_000 },
        attention: [{ windowTokens: 100, operationsPerPair: 40_000 }],
      },
    };

    // 10 sequences × (100 tokens × 1 kB + 500 kB) ÷ 1 TB/s = 6 µs
    expect(decodeStepSeconds(windowed, textbook, load)).toBeCloseTo(120e-6 + 6e-6 + 24e-6, 12);
    // 1,000 tokens × 100 before each × 40 kFLOP ÷ 50 TFLOP/s = 80 µs
    expect(promptSeconds(windowed, textbook, load)).toBeCloseTo(2.4e-3 + 80e-6, 12);
  });

  test('of experts a step reads those that its tokens choose', () => {
    const mixture: RooflineReplica = {
      ...replica,
      work: {
        ...replica.work,
        experts: {
          count: 4,
          perToken: 1,
          layers: 10,
          work: [{ format: 'fp8', bytes: 400e6, parametersPerToken: 100e6 }],
        },
      },
    };
    const two = { ...load, concurrency: 2 };

    // 1 − (3 ÷ 4)² = 7/16 of 400 MB; two tokens × 440 MFLOP; 2 × 1,100 tokens of cache
    expect(decodeStepSeconds(mixture, textbook, two)).toBeCloseTo(120e-6 + 175e-6 + 8.8e-6 + 2.2e-6, 12);
    // two copies of the attention: each has one of the sequences, and all experts see both
    expect(decodeStepSeconds({ ...mixture, dataParallel: 2 }, { ...textbook }, two)).toBeCloseTo(
      120e-6 + 175e-6 + 2.4e-6 + 4e-6 + 1.1e-6 + (10 * 2 * 1000 * 2 * 2 * 0.5) / 1e11,
      12,
    );
  });

  test('experts in a format that is unpacked come no faster than they are unpacked', () => {
    const unpacked: RooflineReplica = {
      ...replica,
      work: {
        ...replica.work,
        experts: {
          count: 4,
          perToken: 1,
          layers: 10,
          work: [{ format: 'int4', bytes: 400e6, parametersPerToken: 100e6 }],
        },
      },
    };
    const two = { ...load, concurrency: 2 };

    // 7/16 of 400 MB ÷ (100 G cycles/s × 1 byte) = 1.75 ms, or by the memory 175 µs; 2 × (240 ÷ 100 + 200 ÷ 50) µs of arithmetic
    expect(decodeStepSeconds(unpacked, { ...textbook, unpackedBytesPerCycle: 1 }, two)).toBeCloseTo(
      120e-6 + 1750e-6 + 12.8e-6 + 2.2e-6,
      12,
    );
    expect(decodeStepSeconds(unpacked, { ...textbook, unpackedBytesPerCycle: 20 }, two)).toBeCloseTo(
      120e-6 + 175e-6 + 12.8e-6 + 2.2e-6,
      12,
    );
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
  const observations: readonly Observation[] = allObservations();

  test.each(['memoryBytesPerSecond', 'interconnectBytesPerSecond'] as const)('more %s is never slower', (peak) => {
    for (const { replica: slow, load: one } of observations) {
      const fast = { ...slow, [peak]: slow[peak] * 2 };
      const before = rooflineLatency(slow, fit.coefficients, one);
      const after = rooflineLatency(fast, fit.coefficients, one);
      expect(after.timePerOutputTokenSeconds).toBeLessThanOrEqual(before.timePerOutputTokenSeconds);
      expect(requestSeconds(after, one.outputTokens)).toBeLessThanOrEqual(requestSeconds(before, one.outputTokens));
    }
  });

  test('is efficient to at most 1', () => {
    const { weightReadEfficiency, kvReadEfficiency, computeEfficiency, interconnectEfficiency } = fit.coefficients;
    for (const efficiency of [weightReadEfficiency, kvReadEfficiency, computeEfficiency, interconnectEfficiency]) {
      expect(efficiency).toBeGreaterThan(0.2);
      expect(efficiency).toBeLessThanOrEqual(1);
    }
  });

  test('is fitted to nothing that comes faster than every GPU at its peak could make it', () => {
    const fastest = observations.map((one) => logErrors(textbook, one).perOutputToken);

    expect(Math.max(...fastest)).toBeLessThanOrEqual(0);
    // half of its points do: they are of no closed loop
    expect(observations.some(({ engine }) => engine.model === 'nvidia/Llama-3.1-8B-Instruct-FP8')).toBe(false);
  });

  test('finds again what made its points', () => {
    // GIVEN latencies of dense engines made by known coefficients
    const made = { ...fit.coefficients, kvReadEfficiency: 0.6, computeEfficiency: 0.5, secondsPerLayer: 5e-5 };
    const dense = observations
      .filter(({ kind, source }) => kind === 'dense' && source === siliconSample)
      .map((one) => ({ ...one, ...rooflineLatency(one.replica, made, one.load) }));

    // THEN the fit has them
    const found = fitRoofline(dense);
    expect(found.kvReadEfficiency).toBeCloseTo(0.6, 1);
    expect(found.computeEfficiency).toBeCloseTo(0.5, 1);
    expect(found.secondsPerLayer * 1e5).toBeCloseTo(5, 0);
  });
});
