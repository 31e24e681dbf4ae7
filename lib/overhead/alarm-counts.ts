import type { Alert, Watch } from '../alerts/alert';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';

export interface AlarmCounts {
  readonly alarms: Figure;
  /** CloudWatch charges an alarm by the metrics that it reads, so one with a computed value costs more than one. */
  readonly alarmMetrics: Figure;
}

/** The alarms that stacks make of the alerts in one region. */
export function alarmCounts(alerts: readonly Alert[], region: string): AlarmCounts {
  const watches = alerts.flatMap((alert) => alert.watches).filter((watch) => watch.region === region);
  const ofRegion = watches.filter(({ model }) => model === undefined);
  const ofCells = watches.filter(({ model }) => model !== undefined);
  return {
    alarms: inTemplates(watches.length, 'alarms', `${ofRegion.length} of the region, ${ofCells.length} of its cells`),
    alarmMetrics: inTemplates(
      metricsRead(watches),
      'metrics',
      `${metricsRead(ofRegion)} of the region’s alarms, ${metricsRead(ofCells)} of those of its cells`,
    ),
  };
}

const metricsRead = (watches: readonly Watch[]): number =>
  watches.reduce(
    (total, { computed }) => total + (computed === undefined ? 1 : Object.keys(computed.inputs).length),
    0,
  );
