import { gpuInstanceType } from '../../catalogue/instance-types';
import { derived, type Figure, show } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import type { MeasuredLoad, Measurements } from '../../fleet/measurements';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { unusable } from '../throughput/own-points';
import { expectedThroughput } from '../throughput/replica-throughput';

/** One point of the fleet's own traffic, beside what is expected of a replica that is as busy. */
export interface ThroughputDrift {
  readonly model: string;
  readonly instanceType: string;
  readonly workload: string;
  readonly measured: MeasuredLoad;
  /** Undefined beyond the concurrencies that are expected of the type: nothing is extrapolated. */
  readonly expectedOutputTokensPerSecond: Figure | undefined;
  /** Why the plan leaves the point aside; absent where it counts on it. */
  readonly leftOut?: string;
}

/** A row for each workload that was in the minutes of a point. */
export const throughputDrift = (
  fleet: Pick<Fleet, 'models' | 'workloads'>,
  { throughput }: Pick<Measurements, 'throughput'>,
): ThroughputDrift[] =>
  fleet.models.flatMap((model) =>
    Object.entries(throughput[model.name] ?? {}).flatMap(([instanceType, loads]) =>
      loads.flatMap((load) =>
        fleet.workloads
          .filter((workload) => workload.model === model.name && load.workloads.includes(workload.name))
          .map((workload) => row(model, workload, instanceType, load)),
      ),
    ),
  );

function row(model: Model, workload: Workload, instanceType: string, load: MeasuredLoad): ThroughputDrift {
  const type = gpuInstanceType(instanceType);
  const points = type === undefined ? [] : expectedThroughput(model, workload, type);
  const leftOut = model.instanceTypes.includes(instanceType) ? unusable(load, workload) : 'type not allowed';
  return {
    model: model.name,
    instanceType,
    workload: workload.name,
    measured: load,
    expectedOutputTokensPerSecond: expectedAt(points, load.concurrentRequestsPerReplica, workload),
    ...(leftOut !== undefined && { leftOut }),
  };
}

/** On the straight line between the two nearest concurrencies, which lies below the curve. */
function expectedAt(
  points: readonly ReplicaThroughput[],
  concurrency: number,
  { demand }: Workload,
): Figure | undefined {
  const below = points.filter((point) => point.concurrency <= concurrency).at(-1);
  const above = points.find((point) => point.concurrency >= concurrency);
  if (below === undefined || above === undefined) {
    return undefined;
  }
  const share = above === below ? 0 : (concurrency - below.concurrency) / (above.concurrency - below.concurrency);
  const at = (end: 'value' | 'low' | 'high'): number => {
    const [from, to] = [below, above].map(
      ({ requestsPerSecond }) => requestsPerSecond[end] ?? requestsPerSecond.value,
    ) as [number, number];
    return (from + share * (to - from)) * demand.meanOutputTokens;
  };
  return derived(
    at('value'),
    'tokens/s',
    `${show(at('value') / demand.meanOutputTokens)} requests/s between ${below.concurrency} and ${above.concurrency} in flight × ${show(demand.meanOutputTokens)} output tokens`,
    { low: at('low'), high: at('high'), from: [below.requestsPerSecond, above.requestsPerSecond] },
  );
}
