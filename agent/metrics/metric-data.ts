import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { wholeColdStart } from '../../lib/contract/cold-start';
import {
  type Bottleneck,
  bottlenecks,
  type CellDimensions,
  cellDimensions,
  dimensionNames,
  instanceTypeDimensions,
  launchDimensions,
  metricNames,
  stageDimensions,
} from '../../lib/contract/metrics';
import { dimensionList as dimensions } from '../../programs/metric-datum';
import { type StageSeconds, stagesInOrder } from '../boot/launch-stages';
import type { GpuReading } from '../gpu-health/parse-gpu-query';
import type { Instance } from '../instance';
import type { Bucket } from './engine-sample';
import type { Minute } from './minute';

/** The scaling signal, every ten seconds: a real zero where there is nothing to do. */
export const requestsInFlight = (cell: CellDimensions, requests: number): MetricDatum => ({
  MetricName: metricNames.requestsInFlight,
  Dimensions: dimensions(cellDimensions(cell)),
  Value: requests,
  Unit: 'Count',
  StorageResolution: 1,
});

export interface MinuteFacts {
  readonly instanceType: string;
  readonly minute: Minute;
  /** Undefined where too few answers began to tell. */
  readonly meanFirstTokenSeconds: number | undefined;
  readonly kvCacheUsageRatio: number;
  readonly replicasReady: number;
  readonly engineRestarts: number;
  readonly gpus: readonly GpuReading[];
  readonly bottleneck: Bottleneck;
}

/** One minute of an instance. */
export function minuteMetrics(cell: CellDimensions, facts: MinuteFacts): MetricDatum[] {
  const own = dimensions(cellDimensions(cell));
  const ofType = dimensions(instanceTypeDimensions(cell, facts.instanceType));
  const datum = (
    MetricName: string,
    Value: number | undefined,
    Unit: 'None' | 'Count' | 'Seconds',
    Dimensions = own,
  ): MetricDatum[] => (Value === undefined ? [] : [{ MetricName, Dimensions, Value, Unit }]);
  return [
    ...datum(metricNames.inputTokens, facts.minute.inputTokens, 'Count'),
    ...datum(metricNames.outputTokens, facts.minute.outputTokens, 'Count'),
    ...datum(metricNames.requests, facts.minute.requests, 'Count'),
    ...datum(metricNames.kvCacheUsageRatio, facts.kvCacheUsageRatio, 'None'),
    ...datum(metricNames.replicasReady, facts.replicasReady, 'Count'),
    ...datum(metricNames.replicasReady, facts.replicasReady, 'Count', ofType),
    ...datum(metricNames.engineRestarts, facts.engineRestarts, 'Count'),
    ...datum(metricNames.gpuUtilizationRatio, mean(facts.gpus.map((gpu) => gpu.utilizationRatio)), 'None'),
    ...datum(metricNames.gpuMemoryUsedRatio, mean(facts.gpus.map((gpu) => gpu.memoryUsedRatio)), 'None'),
    ...datum(metricNames.gpuThrottledRatio, mean(facts.gpus.map((gpu) => Number(gpu.throttled))), 'None'),
    ...datum(metricNames.instanceTimeToFirstTokenSeconds, facts.meanFirstTokenSeconds, 'Seconds'),
    ...histogram(metricNames.timeToFirstTokenSeconds, own, facts.minute.timeToFirstToken),
    ...histogram(metricNames.timePerOutputTokenSeconds, own, facts.minute.timePerOutputToken),
    ...bottlenecks.map((kind) => ({
      MetricName: metricNames.bottleneck,
      Dimensions: dimensions({ ...cellDimensions(cell), [dimensionNames.bottleneck]: kind }),
      Value: Number(kind === facts.bottleneck),
      Unit: 'None' as const,
    })),
  ];
}

/** Each observation counts as its bucket's upper end, so that no percentile is ever too low; the last has none. */
function histogram(
  MetricName: string,
  Dimensions: MetricDatum['Dimensions'],
  buckets: readonly Bucket[],
): MetricDatum[] {
  const most = Math.max(0, ...buckets.map(({ atMost }) => atMost).filter(Number.isFinite));
  return buckets.length === 0
    ? []
    : [
        {
          MetricName,
          Dimensions,
          Unit: 'Seconds',
          Values: buckets.map(({ atMost }) => (Number.isFinite(atMost) ? atMost : most)),
          Counts: buckets.map(({ count }) => count),
        },
      ];
}

/** What each stage of this instance's start took, and all of it together: for the cell, and by type and pool. */
export function coldStartMetrics(
  cell: CellDimensions,
  instance: Pick<Instance, 'instanceType' | 'pool'>,
  { stages, total }: { readonly stages: StageSeconds; readonly total: number },
): MetricDatum[] {
  const all = [...stagesInOrder(stages), [wholeColdStart, total] as const];
  return all.flatMap(([stage, Value]) =>
    [stageDimensions(cell, stage), launchDimensions(cell, stage, instance)].map((names) => ({
      MetricName: metricNames.coldStartSeconds,
      Dimensions: dimensions(names),

      Value,
      Unit: 'Seconds' as const,
    })),
  );
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0) / known.length;
}
