import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { wholeColdStart } from '../../lib/contract/cold-start';
import { type MetricDefinition, metricDefinitions as metrics } from '../../lib/contract/metric-definitions';
import { type Bottleneck, bottlenecks, type CellDimensions } from '../../lib/contract/metrics';
import { metricData } from '../../programs/metric-datum';
import type { GpuReading } from '../gpu-health/parse-gpu-query';
import type { Instance } from '../instance/instance';
import type { Bucket } from './engine-sample';
import { type StageSeconds, stagesInOrder } from './launch-stages';
import type { Minute } from './minute';

/** The scaling signal, every ten seconds: a real zero where there is nothing to do. */
export const requestsInFlight = (cell: CellDimensions, requests: number): MetricDatum[] =>
  metricData(metrics.requestsInFlight, cell, { Value: requests, Unit: 'Count', StorageResolution: 1 });

export interface MinuteFacts {
  readonly instanceType: string;
  readonly minute: Minute;
  /** Undefined where too few answers began to tell. */
  readonly meanFirstTokenSeconds: number | undefined;
  readonly kvCacheUsageRatio: number;
  readonly replicasReady: number;
  readonly engineRestarts: number;
  /** Since the last minute that was told; without any there is no data point. */
  readonly agentRestarts: number;
  readonly gpus: readonly GpuReading[];
  readonly bottleneck: Bottleneck;
}

/** One minute of an instance. */
export function minuteMetrics(cell: CellDimensions, facts: MinuteFacts): MetricDatum[] {
  const own = { ...cell, instanceType: facts.instanceType };
  const datum = (
    metric: MetricDefinition<'cell' | 'instanceType'>,
    Value: number | undefined,
    Unit: 'None' | 'Count' | 'Seconds',
  ): MetricDatum[] => (Value === undefined ? [] : metricData(metric, own, { Value, Unit }));
  return [
    ...datum(metrics.inputTokens, facts.minute.inputTokens, 'Count'),
    ...datum(metrics.outputTokens, facts.minute.outputTokens, 'Count'),
    ...datum(metrics.requests, facts.minute.requests, 'Count'),
    ...datum(metrics.kvCacheUsageRatio, facts.kvCacheUsageRatio, 'None'),
    ...datum(metrics.replicasReady, facts.replicasReady, 'Count'),
    ...datum(metrics.engineRestarts, facts.engineRestarts, 'Count'),
    ...datum(metrics.agentRestarts, facts.agentRestarts || undefined, 'Count'),
    ...datum(metrics.gpuUtilizationRatio, mean(facts.gpus.map((gpu) => gpu.utilizationRatio)), 'None'),
    ...datum(metrics.gpuMemoryUsedRatio, mean(facts.gpus.map((gpu) => gpu.memoryUsedRatio)), 'None'),
    ...datum(metrics.gpuThrottledRatio, mean(facts.gpus.map((gpu) => Number(gpu.throttled))), 'None'),
    ...datum(metrics.instanceTimeToFirstTokenSeconds, facts.meanFirstTokenSeconds, 'Seconds'),
    ...histogram(metrics.timeToFirstTokenSeconds, cell, facts.minute.timeToFirstToken),
    ...histogram(metrics.timePerOutputTokenSeconds, cell, facts.minute.timePerOutputToken),
    ...bottlenecks.flatMap((kind) =>
      metricData(
        metrics.bottleneck,
        { ...own, bottleneck: kind },
        { Value: Number(kind === facts.bottleneck), Unit: 'None' },
      ),
    ),
  ];
}

/** Each observation counts as its bucket's upper end, so that no percentile is ever too low; the last has none. */
function histogram(metric: MetricDefinition<'cell'>, cell: CellDimensions, buckets: readonly Bucket[]): MetricDatum[] {
  const most = Math.max(0, ...buckets.map(({ atMost }) => atMost).filter(Number.isFinite));
  return buckets.length === 0
    ? []
    : metricData(metric, cell, {
        Unit: 'Seconds',
        Values: buckets.map(({ atMost }) => (Number.isFinite(atMost) ? atMost : most)),
        Counts: buckets.map(({ count }) => count),
      });
}

/** What each stage of this instance's start took, and all of it together: for the cell, and by type and pool. */
export function coldStartMetrics(
  cell: CellDimensions,
  instance: Pick<Instance, 'instanceType' | 'pool'>,
  { stages, total }: { readonly stages: StageSeconds; readonly total: number },
): MetricDatum[] {
  const all = [...stagesInOrder(stages), [wholeColdStart, total] as const];
  const { instanceType, pool } = instance;
  return all.flatMap(([stage, Value]) =>
    metricData(metrics.coldStartSeconds, { ...cell, stage, instanceType, pool }, { Value, Unit: 'Seconds' }),
  );
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0) / known.length;
}
