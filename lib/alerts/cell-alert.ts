import { cellDimensions, metricNamespace } from '../contract/metrics';
import type { Plan } from '../plan/plan';
import type { Alert, AlertMetric, Watch } from './alert';
import { type CellContext, perCell } from './cell-watches';

/** What is particular to one alert that watches every cell on a metric of the fleet. */
export interface CellAlert extends Omit<Alert, 'metric' | 'missingData' | 'watches'> {
  /** The watched metric. Its namespace defaults to the fleet's own. */
  readonly metric: Omit<AlertMetric, 'namespace'> & Partial<Pick<AlertMetric, 'namespace'>>;
  /** @default not-breaching */
  readonly missingData?: Alert['missingData'];
  /** Returns the watch of one cell. Its dimensions default to those of the cell. */
  readonly watch: (context: CellContext) => Partial<Pick<Watch, 'dimensions'>> & CellWatch;
}

type CellWatch = Pick<Watch, 'computed' | 'threshold' | 'diagnosis' | 'mitigation'>;

export const cellAlert = (plan: Plan, { watch, metric, ...alert }: CellAlert): Alert => ({
  missingData: 'not-breaching',
  ...alert,
  metric: { namespace: metricNamespace, ...metric },
  watches: perCell(plan, alert.id, (context) => ({ dimensions: ownDimensions(plan, context), ...watch(context) })),
});

export const ownDimensions = ({ fleet }: Plan, { cell }: CellContext): Record<string, string> =>
  cellDimensions({ fleet: fleet.name, model: cell.model });
