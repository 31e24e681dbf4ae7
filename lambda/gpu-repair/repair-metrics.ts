import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { type CellDimensions, cellDimensions, metricNames } from '../../lib/contract/metrics';
import { metricDatum } from '../../programs/metric-datum';
import type { RepairOutcome } from './repair-instance';

/** Whether the repair was held, a real zero included: nothing at all then means that nobody asked. */
export const repairMetrics = (cell: CellDimensions, at: Date, { outcome }: RepairOutcome): MetricDatum[] => [
  metricDatum(metricNames.repairsHeld, at, outcome === 'held' ? 1 : 0, 'Count', cellDimensions(cell)),
];
