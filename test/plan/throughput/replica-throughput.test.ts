import { describe, expect, test } from 'vitest';
import { type GpuInstanceType, gpuInstanceType } from '../../../lib/catalogue/instance-types';
import { estimate } from '../../../lib/estimate/estimate';
import { type Asked, readQuestion } from '../../../lib/estimate/read-question';
import type { Fleet, Model, Workload } from '../../../lib/fleet/fleet';
import { expectedThroughput } from '../../../lib/plan/throughput/replica-throughput';
import { chatFleetText, load, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';

const fleetOf = (text: string): Fleet => {
  const { fleet, findings } = load(text);
  if (fleet === undefined) {
    throw new Error(JSON.stringify(findings));
  }
  return fleet;
};

/** Throughput of a fleet's first model under its first workload. */
function on(instanceType: string, text = chatFleetText(), change: Partial<Model> = {}) {
  const { models, workloads } = fleetOf(text);
  const model = { ...models[0], ...change } as Model;
  return expectedThroughput(model, workloads[0] as Workload, gpuInstanceType(instanceType) as GpuInstanceType);
}

describe('throughput of a replica', () => {
  test('is the measurement where the lengths were measured', () => {
    // GIVEN a workload of 922/922 tokens, nine tenths of 1,024
    const replica = validPlan('fleets/measured-lengths.yaml').workloads[0]?.types[0]?.replica;

    // THEN row …_1024x1024_c64_tp4 itself: 256.36 ms, 19.515 ms, 64 ÷ (0.25636 + 921 × 0.0195146)
    expect(replica?.timeToFirstTokenSeconds).toMatchObject({ origin: 'measured', date: '2025-10-29' });
    expect(replica?.timeToFirstTokenSeconds.value).toBeCloseTo(0.25636, 5);
    expect(replica?.timePerOutputTokenSeconds.value).toBeCloseTo(0.0195146, 7);
    expect(replica?.requestsPerSecond.origin).toBe('measured');
    expect(replica?.requestsPerSecond.value).toBeCloseTo(64 / (0.2563587 + 921 * 0.0195146), 4);
    expect(replica?.requestsPerSecond.low).toBeUndefined();
  });

  test('is derived, with a range and its points, where they were not', () => {
    const replica = validPlan().workloads[0]?.types[0]?.replica;

    expect(replica?.requestsPerSecond.origin).toBe('derived');
    expect(replica?.timePerOutputTokenSeconds.source).toContain('15 measured points');
    expect(replica?.timePerOutputTokenSeconds.source).toContain('921.6/921.6, 921.6/7,373, 7,373/921.6');
    expect(replica?.requestsPerSecond.low).toBeGreaterThan(0);
  });

  test('leaves out points beyond the KV cache of two H100, where a prompt waited 59 seconds', () => {
    const [first] = on('p5.48xlarge', chatFleetText(), { tensorParallel: 2 });

    expect(first?.timePerOutputTokenSeconds.source).toContain('11 measured points');
  });

  test('is taken from points with the same cache alone', () => {
    const [bf16] = on('p5en.48xlarge');
    const [fp8] = on('p5en.48xlarge', chatFleetText(), { kvPrecision: 'fp8' });
    const [exact] = on('p5en.48xlarge', readText('fleets/measured-lengths.yaml'));

    // Llama-3.1-70B was measured with an fp8 cache on H200, and with a bf16 one on H100
    expect(fp8?.timePerOutputTokenSeconds.source).toContain('15 measured points');
    expect(bf16?.timePerOutputTokenSeconds.source).toContain('roofline of H200');
    expect(exact?.timePerOutputTokenSeconds.origin).toBe('derived');
  });

  test('is none on GPUs without known peaks', () => {
    expect(on('g7.48xlarge')).toEqual([]);
  });

  test('of a mixture of experts is that of what one token reads', () => {
    const [one] = on('p5.48xlarge', readText('fleets/moe.yaml'));

    expect(one?.timePerOutputTokenSeconds.value).toBeGreaterThan(0.6e-3);
    expect(one?.timePerOutputTokenSeconds.value).toBeLessThan(20e-3);
  });

  test('has ranges that contain the value', () => {
    for (const point of on('g6e.12xlarge')) {
      for (const figure of [point.timeToFirstTokenSeconds, point.timePerOutputTokenSeconds, point.requestsPerSecond]) {
        expect(figure.low).toBeLessThan(figure.value);
        expect(figure.high).toBeGreaterThan(figure.value);
        expect(figure.low).toBeGreaterThan(0);
      }
    }
  });

  test('says which GPUs too few sources measured', () => {
    const [validated] = on('p5en.48xlarge', chatFleetText(), { tensorParallel: 8, precision: 'bf16' });
    const [unvalidated] = on('g6e.12xlarge');

    expect(validated?.timePerOutputTokenSeconds.source).not.toContain('unvalidated');
    expect(unvalidated?.timePerOutputTokenSeconds.source).toContain('unvalidated: only one source has measured L40S');
  });
});

describe('a plan and an estimate of the same replica agree', () => {
  test.each([
    ['a dense model of stated sizes, by points of its own', chatFleetText(), 'p5.48xlarge'],
    ['a dense model of stated sizes, by points of another cache', chatFleetText(), 'p5en.48xlarge'],
    ['a dense model of stated sizes, by the roofline', chatFleetText(), 'g6e.12xlarge'],
    ['measured lengths', readText('fleets/measured-lengths.yaml'), 'p5.48xlarge'],
    ['a mixture of experts', readText('fleets/moe.yaml'), 'p5.48xlarge'],
    ['A100s', readText('fleets/a100.yaml'), 'p4de.24xlarge'],
  ])('%s', (_, text, instanceType) => {
    const { models, workloads } = fleetOf(text);
    const [model, workload] = [models[0] as Model, workloads[0] as Workload];
    const points = on(instanceType, text);

    expect(points.length).toBeGreaterThan(3);
    for (const point of points.slice(0, 4)) {
      const asked: Asked = {
        model: model.weights,
        config: undefined,
        precision: model.precision,
        kvPrecision: model.kvPrecision,
        gpu: instanceType,
        gpus: model.tensorParallel,
        dataParallel: 1,
        expertParallel: false,
        inputTokens: workload.demand.meanInputTokens,
        outputTokens: workload.demand.meanOutputTokens,
        concurrency: point.concurrency,
      };
      const question = readQuestion(asked);
      const answer = 'model' in question ? estimate(question) : undefined;

      for (const name of ['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds', 'requestsPerSecond'] as const) {
        for (const end of ['value', 'low', 'high'] as const) {
          expect(answer?.[name][end], `${name} ${end} at ${point.concurrency}`).toBe(point[name][end]);
        }
      }
    }
  });
});
