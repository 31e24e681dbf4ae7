import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import type { CellDimensions } from '../../lib/contract/metrics';
import { metricData } from '../../programs/metric-datum';
import type { RepairOutcome } from './repair-instance';

/** What one look at a cell found. */
export interface Swept {
  /** Instances that the load balancer has not reached for too long. */
  readonly lost: number;
  /** Groups that should have instances and may launch none. */
  readonly stopped: number;
}

/** What a sweep found, with real zeros, so that missing data means that nothing looked. */
export const sweepMetrics = (cell: CellDimensions, at: Date, { lost, stopped }: Swept): MetricDatum[] => [
  ...metricData(metricDefinitions.instancesLost, cell, { Timestamp: at, Value: lost, Unit: 'Count' }),
  ...metricData(metricDefinitions.launchesStopped, cell, { Timestamp: at, Value: stopped, Unit: 'Count' }),
];

/** Whether the repair was held. It publishes real zeros, so missing data means that no instance asked for a repair. */
export const repairMetrics = (cell: CellDimensions, at: Date, { outcome }: RepairOutcome): MetricDatum[] =>
  metricData(metricDefinitions.repairsHeld, cell, {
    Timestamp: at,
    Value: outcome === 'held' ? 1 : 0,
    Unit: 'Count',
  });
