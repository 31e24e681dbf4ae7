import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { assumed, cautiousRate, derived, type Figure, show } from '../../figures/figure';
import { replicaThroughput } from '../throughput/replica-throughput';
import type { ServedWorkload } from './served-workload';
import type { DemandGrowth } from './simulated-cell';

const growthWithoutTrace = assumed(
  1.25,
  'ratio',
  'growth of demand until a launched instance answers, where no trace is long enough to show it',
);

/**
 * Requests in flight on an instance from which demand may grow as fast as the trace shows until an instance that is launched
 * then answers, and still is what a full instance serves within the objectives.
 *
 * @param full requests in flight on a full instance
 */
export function leadingTarget(
  { model, workload, slowest }: ServedWorkload,
  full: Figure,
  coldStart: Figure,
  growth: DemandGrowth | undefined,
): Figure {
  const points = replicaThroughput(model, workload, gpuInstanceType(slowest.instanceType) as GpuInstanceType);
  const ratio =
    growth === undefined
      ? growthWithoutTrace
      : derived(growth.ratio, 'ratio', `the fastest growth of the trace within ${growth.minutes} minutes`, {
          from: [coldStart],
        });
  const most = cautiousRate(slowest.replica.requestsPerSecond);
  const inFlight = concurrencyAt(
    most / ratio.value,
    points.map((point) => ({ concurrency: point.concurrency, rate: cautiousRate(point.requestsPerSecond) })),
  );
  return derived(
    Math.max(1, Math.floor(slowest.replicasPerInstance.value * inFlight)),
    'requests',
    `${slowest.replicasPerInstance.value} replicas × ${show(inFlight)} requests in flight at ${show(most)} requests/s ÷ ${show(ratio.value)}, by which demand may grow until an instance that is launched then answers`,
    { from: [slowest.replicasPerInstance, slowest.replica.requestsPerSecond, ratio, full] },
  );
}

/** Requests in flight at which a replica answers so many a second, on straight lines between the points, the first from 0. */
function concurrencyAt(
  rate: number,
  points: readonly { readonly concurrency: number; readonly rate: number }[],
): number {
  let before = { concurrency: 0, rate: 0 };
  for (const point of points) {
    if (point.rate >= rate) {
      const part = (rate - before.rate) / (point.rate - before.rate);
      return before.concurrency + part * (point.concurrency - before.concurrency);
    }
    before = point;
  }
  return before.concurrency;
}
