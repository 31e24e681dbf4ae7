import { describe, expect, test } from 'vitest';
import { alarmsOfTemplate } from '../../../lib/rehearsal/cloudwatch/alarms-of-template';
import { evaluateAlarm } from '../../../lib/rehearsal/cloudwatch/evaluate-alarm';
import { metricMath, readIds } from '../../../lib/rehearsal/cloudwatch/metric-math';
import { stackTemplate } from '../../../lib/template/template';
import { exampleTemplates } from '../../support/templates';

const alarms = exampleTemplates('fleets/chat.yaml').flatMap(alarmsOfTemplate);

describe('alarms of a synthesized fleet', () => {
  test('are all read, with a threshold, a period and metrics', () => {
    expect(alarms.length).toBeGreaterThan(20);
    for (const { name, rule, periodSeconds, metrics, expression } of alarms) {
      expect(Number.isFinite(rule.threshold), name).toBe(true);
      expect(rule.datapointsToAlarm, name).toBeLessThanOrEqual(rule.evaluationPeriods);
      expect(periodSeconds, name).toBeGreaterThan(0);
      expect(Object.keys(metrics), name).toEqual(expect.arrayContaining(readIds(expression)));
    }
  });

  test('leave no expression unknown', () => {
    for (const { expression, metrics } of alarms) {
      const ones = Object.fromEntries(Object.keys(metrics).map((id, index) => [id, index + 1]));
      expect(() => metricMath(expression, ones)).not.toThrow();
    }
  });

  test('ring for the fleet that has no ready instance, after three minutes', () => {
    const ready = alarms.find(({ name }) => name.endsWith('no-ready-instance'));
    if (ready === undefined) {
      throw new Error('no alarm no-ready-instance');
    }
    expect(ready.metrics.value?.statistic).toBe('Maximum');
    expect(evaluateAlarm(ready.rule, [3, 3, 3, 0, 0], 'OK')).toBe('OK');
    expect(evaluateAlarm(ready.rule, [3, 3, 0, 0, 0], 'OK')).toBe('ALARM');
  });
});

test('fails on a comparison that CloudWatch may learn one day', () => {
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { ComparisonOperator: 'EqualToThreshold' } };
  expect(() => alarmsOfTemplate(stackTemplate('one', undefined, { Resources: { Odd: alarm } }))).toThrow(
    'Odd: EqualToThreshold is none of',
  );
});
