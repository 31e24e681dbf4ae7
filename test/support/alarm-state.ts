import type { Alert } from '../../lib/alerts/alert';
import type { ComputedMetric } from '../../lib/alerts/computed-metric';

/** The metrics of an alarm in one period; undefined for a metric without data. */
export type Period = Readonly<Record<string, number | undefined>>;

/**
 * CloudWatch's metric math as far as alerts use it: arithmetic, comparisons and IF. A missing input leaves no value, and
 * neither does a division by zero.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function mathValue({ expression, inputs }: ComputedMetric, period: Period): number | undefined {
  const names = Object.keys(inputs);
  const values = names.map((name) => period[name]);
  if (values.some((value) => value === undefined)) {
    return undefined;
  }
  const compute = new Function('IF', ...names, `return ${expression};`) as (...all: unknown[]) => number;
  const value = compute((when: boolean, then: number, otherwise: number) => (when ? then : otherwise), ...values);
  return Number.isFinite(value) ? value : undefined;
}

const breaches: Record<Alert['comparison'], (value: number, threshold: number) => boolean> = {
  above: (value, threshold) => value > threshold,
  'at-or-above': (value, threshold) => value >= threshold,
  below: (value, threshold) => value < threshold,
};

/** What the alarm of an alert's first watch says after these periods, the newest last. */
export function alarmState(alert: Alert, periods: readonly Period[]): 'OK' | 'ALARM' {
  const [watch] = alert.watches;
  if (watch?.computed === undefined) {
    throw new Error(`${alert.id}: computes nothing`);
  }
  const { computed, threshold } = watch;
  const breaching = periods
    .slice(-alert.window.evaluationPeriods)
    .map((period) => mathValue(computed, period))
    .filter((value) =>
      value === undefined
        ? alert.missingData === 'fires-once-seen'
        : breaches[alert.comparison](value, threshold.value),
    );
  return breaching.length >= alert.window.datapointsToAlarm ? 'ALARM' : 'OK';
}
