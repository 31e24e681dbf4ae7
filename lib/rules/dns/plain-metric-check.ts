import { ofType, type Resource, referred, type StackTemplate } from '../../template/template';
import { at, list, number } from '../../template/values';
import { type Rule, unless } from '../rule';
import { kindOf } from './health-check-kind';

const alarmType = 'AWS::CloudWatch::Alarm';

/** Every alarm that the identifier can mean: one of the same template, or one of that name in a stack of that region. */
function alarmsOf(identifier: unknown, template: StackTemplate, templates: readonly StackTemplate[]): Resource[] {
  const name = at(identifier, 'Name');
  const own = referred(template, name);
  return own === undefined
    ? templates
        .filter(({ region }) => region === at(identifier, 'Region'))
        .flatMap((one) => ofType(one, alarmType))
        .filter(({ properties }) => typeof name === 'string' && properties.AlarmName === name)
    : [own];
}

const isPlain = ({ properties }: Resource): boolean =>
  list(properties.Metrics).length === 0 &&
  properties.ExtendedStatistic === undefined &&
  number(properties.Period) >= 60 &&
  (properties.DatapointsToAlarm === undefined ||
    number(properties.DatapointsToAlarm) === number(properties.EvaluationPeriods));

export const plainMetricCheck: Rule = {
  id: 'PR-DN6',
  title: 'a health check on an alarm reads one plain metric',
  why: 'Route 53 refuses or misreads metric math, percentiles, M of N and periods under a minute; CDK accepts them',
  fix: 'publish the computed value as one standard-resolution metric, and set an alarm on N of N periods in a stack of the fleet',
  types: ['AWS::Route53::HealthCheck'],
  check: (check, { template, templates }) => {
    if (kindOf(check) !== 'CLOUDWATCH_METRIC') {
      return [];
    }
    const alarms = alarmsOf(at(check.properties, 'HealthCheckConfig.AlarmIdentifier'), template, templates);
    return unless(alarms.length > 0 && alarms.every(isPlain), 'Properties/HealthCheckConfig/AlarmIdentifier');
  },
};
