import type { Alert } from '../../lib/alerts/alert';
import { evaluateAlarm } from '../../lib/rehearsal/cloudwatch/evaluate-alarm';
import type { AlarmRule, AlarmState } from '../../lib/rehearsal/cloudwatch/metric-alarm';
import { metricMath, type Period } from '../../lib/rehearsal/cloudwatch/metric-math';

const comparisons: Record<Alert['comparison'], AlarmRule['comparison']> = {
  above: 'GreaterThanThreshold',
  'at-or-above': 'GreaterThanOrEqualToThreshold',
  below: 'LessThanThreshold',
};

/** What the alarm of an alert's first watch says after these periods, the newest last. */
export function alarmState(alert: Alert, periods: readonly Period[]): AlarmState {
  const [watch] = alert.watches;
  if (watch?.computed === undefined) {
    throw new Error(`${alert.id}: computes nothing`);
  }
  const { computed, threshold } = watch;
  const rule: AlarmRule = {
    comparison: comparisons[alert.comparison],
    threshold: threshold.value,
    evaluationPeriods: alert.window.evaluationPeriods,
    datapointsToAlarm: alert.window.datapointsToAlarm,
    treatMissingData: alert.missingData === 'fires-once-seen' ? 'missing' : 'notBreaching',
  };
  return evaluateAlarm(
    rule,
    periods.map((period) => metricMath(computed.expression, period)),
    'OK',
  );
}
