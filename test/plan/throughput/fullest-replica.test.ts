import { describe, expect, test } from 'vitest';
import { gpuInstanceType } from '../../../lib/catalogue/instance-types';
import type { Fleet, Model, Workload } from '../../../lib/fleet/fleet';
import { fullestReplica } from '../../../lib/plan/throughput/fullest-replica';
import { meetsLatency } from '../../../lib/plan/throughput/replica-load';
import { replicaThroughput } from '../../../lib/plan/throughput/replica-throughput';
import { load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const fleet = load(readText('fleet.yaml'), '.').fleet as Fleet;
const model = fleet.models.find(({ name }) => name === 'llama-8b') as Model;
const workload = fleet.workloads.find(({ name }) => name === 'documents') as Workload;
const type = gpuInstanceType('g6e.2xlarge') as NonNullable<ReturnType<typeof gpuInstanceType>>;
const points = replicaThroughput(model, workload, type);
const fullest = (most: number): number | undefined =>
  fullestReplica(points, { model, workload, type }, ({ concurrency }) => concurrency <= most)?.concurrency;

describe('the fullest replica', () => {
  test.each([
    [16, 16],
    [17, 16],
    [18, 18],
    [31, 30],
    [63, 60],
    [100, 96],
    [1000, 256],
  ])('where %i fit is tried in eighths between two known concurrencies: %i', (most, expected) => {
    expect(fullest(most)).toBe(expected);
  });

  test('is none where not even the least load fits', () => {
    expect(fullest(0)).toBeUndefined();
  });

  test('has more requests where the expected latency decides than where its slow end does', () => {
    const { latency } = workload.objectives;
    const with95 = (end: 'central' | 'cautious') =>
      fullestReplica(points, { model, workload, type }, (replica) => meetsLatency(replica, latency, end));
    const [central, cautious] = [with95('central'), with95('cautious')];

    expect(central?.concurrency).toBeGreaterThan(cautious?.concurrency ?? Number.POSITIVE_INFINITY);
    expect(central?.timePerOutputTokenSeconds.value).toBeLessThanOrEqual(latency?.timePerOutputTokenSeconds ?? 0);
    expect(cautious?.timePerOutputTokenSeconds.high).toBeLessThanOrEqual(latency?.timePerOutputTokenSeconds ?? 0);
  });
});
