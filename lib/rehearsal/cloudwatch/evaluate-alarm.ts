import type { AlarmRule, AlarmState, ComparisonOperator, Datapoint } from './metric-alarm';

/**
 * Datapoints that CloudWatch looks at beyond the evaluation periods, in case some are missing. AWS documents no number for
 * a period; its examples use 5 datapoints for 3 evaluation periods.
 */
const extraDatapoints = 2;

const breaches: Readonly<Record<ComparisonOperator, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state of an alarm after a period.
 *
 * @param datapoints the newest last; those before the evaluation range are not looked at
 * @param previous the state before, which `ignore` keeps
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html read 2026-11-27
 */
export function evaluateAlarm(rule: AlarmRule, datapoints: readonly Datapoint[], previous: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm } = rule;
  const range = datapoints.slice(-(evaluationPeriods + extraDatapoints));
  const real = range.flatMap((value, index) =>
    value === undefined
      ? []
      : [{ isBreaching: breaches[rule.comparison](value, rule.threshold), age: range.length - index }],
  );
  const judged = real.slice(-evaluationPeriods);
  const breaching = judged.filter(({ isBreaching }) => isBreaching).length;
  if (judged.length === evaluationPeriods || breaching >= datapointsToAlarm) {
    return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  const isOnlyBreaching = judged.length > 0 && breaching === judged.length;
  switch (rule.treatMissingData) {
    case 'breaching':
      return breaching + evaluationPeriods - judged.length >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return judged.length === 0 || isOnlyBreaching ? previous : 'OK';
    case 'missing':
      if (judged.length === 0) {
        return 'INSUFFICIENT_DATA';
      }
      // The oldest datapoint breached as many periods ago as must breach, and nothing since then says otherwise.
      return isOnlyBreaching && (judged[0]?.age ?? 0) >= datapointsToAlarm ? 'ALARM' : 'OK';
    default:
      return rule.treatMissingData satisfies never;
  }
}
