import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import type { CellDimensions } from '../../lib/contract/metrics';
import { metricData } from '../../programs/metric-datum';
import type { RepairOutcome } from './repair-instance';

/** Instances that the load balancer has not reached for too long. Real zeros, so that missing data means that nothing looked. */
export const lostMetrics = (cell: CellDimensions, at: Date, lost: number): MetricDatum[] =>
  metricData(metricDefinitions.instancesLost, cell, { Timestamp: at, Value: lost, Unit: 'Count' });

/** Whether the repair was held. It publishes real zeros, so missing data means that no instance asked for a repair. */
export const repairMetrics = (cell: CellDimensions, at: Date, { outcome }: RepairOutcome): MetricDatum[] =>
  metricData(metricDefinitions.repairsHeld, cell, {
    Timestamp: at,
    Value: outcome === 'held' ? 1 : 0,
    Unit: 'Count',
  });
