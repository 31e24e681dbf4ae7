import { at, list, number } from '../../template/values';
import { type Rule, unless } from '../rule';

const hour = 3600;
const day = 24 * hour;

/**
 * Longest window that an alarm may evaluate, seconds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html 2026
 */
const longest = (period: number): number => (period < hour ? day : 7 * day);

export const alarmWindow: Rule = {
  id: 'PR-AL3',
  title: 'an alarm evaluates at most one day, or one week with periods of at least one hour',
  why: 'CloudWatch refuses a longer evaluation at deployment',
  fix: 'shorten Period × EvaluationPeriods, or alarm on a metric that is already aggregated',
  types: ['AWS::CloudWatch::Alarm'],
  check: ({ properties }) => {
    const periods = [
      properties.Period,
      ...list(properties.Metrics).flatMap((metric) => [at(metric, 'Period'), at(metric, 'MetricStat.Period')]),
    ].filter((period) => period !== undefined);
    const count = number(properties.EvaluationPeriods);
    return unless(
      periods.length > 0 && periods.map(number).every((period) => period * count <= longest(period)),
      'Properties/EvaluationPeriods',
    );
  },
};
