import { metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Alert, AlertMetric, Watch } from './alert';

/** What is particular to one alert that watches every region. */
export interface RegionAlert extends Omit<Alert, 'metric' | 'missingData' | 'watches'> {
  /** @default - a metric in the fleet's own namespace */
  readonly metric: Omit<AlertMetric, 'namespace'> & Partial<Pick<AlertMetric, 'namespace'>>;
  /** @default not-breaching */
  readonly missingData?: Alert['missingData'];
  readonly watch: (region: string) => Omit<Watch, 'alarmName' | 'region' | 'model'>;
}

/** An alert with one alarm in every region of the plan. */
export const regionAlert = (plan: Plan, { watch, metric, ...alert }: RegionAlert): Alert => ({
  missingData: 'not-breaching',
  ...alert,
  metric: { namespace: metricNamespace, ...metric },
  watches: plan.regions.map(({ region }) => ({
    alarmName: alarmName(plan.fleet.name, undefined, alert.id),
    region,
    ...watch(region),
  })),
});
