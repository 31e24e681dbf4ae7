import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { Alarms, NoAlarms } from '../../lib/constructs/alarms';
import { validPlan } from '../support/fleets';

const ownAlerts = fleetAlerts(validPlan());

function alarmsIn(region: string, alerts = ownAlerts): { alarms: Alarms; stack: Stack } {
  const stack = new Stack(new App(), 'Test');
  const topics = { critical: new Topic(stack, 'Critical'), warning: new Topic(stack, 'Warning') };
  const runbookBaseUrl = 'https://example.com/runbooks/';
  return {
    stack,
    alarms: new Alarms(stack, 'Alarms', { alerts, region, topics, runbookBaseUrl }),
  };
}

describe('alarms', () => {
  test('are those of the component that asks', () => {
    const { alarms, stack } = alarmsIn('us-east-1');

    alarms.watch({ component: 'burn-meter' });

    const names = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmName,
    );
    expect(names.sort()).toEqual([
      'assistant-cost-metrics-missing',
      'assistant-spending-above-plan-evaluation',
      'assistant-spending-above-plan-serving',
      'assistant-spending-above-plan-training',
      'assistant-unpriced-instances',
      'assistant-untagged-spending',
    ]);
  });

  test('on metrics of AWS take the dimensions of the resource, the fleet’s own do not', () => {
    const { alarms, stack } = alarmsIn('us-east-1');

    alarms.watch({ component: 'serving-cell', model: 'llama-70b', dimensions: { LoadBalancer: 'app/x/1' } });

    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'assistant-llama-70b-no-ready-instance',
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/x/1' }],
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'missing',
      InsufficientDataActions: Match.anyValue(),
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'assistant-llama-70b-high-time-to-first-token',
      Dimensions: [
        { Name: 'Fleet', Value: 'assistant' },
        { Name: 'Model', Value: 'llama-70b' },
      ],
      ExtendedStatistic: 'p95',
      Threshold: 1,
      EvaluationPeriods: 5,
      TreatMissingData: 'notBreaching',
    });
  });

  test('on data that ends notify when it ends, and not before the first of it', () => {
    const { alarms, stack } = alarmsIn('us-east-1');

    alarms.watch({ component: 'serving-cell', model: 'llama-70b', dimensions: { LoadBalancer: 'app/x/1' } });

    // CloudWatch: a new alarm is in INSUFFICIENT_DATA, and actions follow a change of state.
    const notifies = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => [
        Properties.AlarmName.replace('assistant-llama-70b-', ''),
        Properties.TreatMissingData,
        JSON.stringify(Properties.InsufficientDataActions) === JSON.stringify(Properties.AlarmActions),
      ],
    );
    expect(notifies.filter(([, , whenDataEnds]) => whenDataEnds)).toEqual([
      ['no-ready-instance', 'missing', true],
      ['serving-metrics-missing', 'missing', true],
    ]);
    expect(notifies.filter(([, missing]) => missing === 'breaching')).toEqual([]);
  });

  test('on what lasts until a person ends it keep their state while their metric is silent', () => {
    const { alarms, stack } = alarmsIn('us-east-1');

    alarms.watch({ component: 'gpu-repair', model: 'llama-70b' });

    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'assistant-llama-70b-launches-stopped',
      TreatMissingData: 'ignore',
      Statistic: 'Maximum',
      Threshold: 1,
    });
  });

  test('judge the statistic of the watch, where it has one of its own', () => {
    const judgingP99 = ownAlerts.map((alert) => ({
      ...alert,
      watches: alert.watches.map((watch) => ({ ...watch, ...(watch.statistic && { statistic: 'p99' }) })),
    }));
    const { alarms, stack } = alarmsIn('us-east-1', judgingP99);

    alarms.watch({ component: 'serving-cell', model: 'llama-70b' });

    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'assistant-llama-70b-high-time-to-first-token',
      ExtendedStatistic: 'p99',
    });
  });

  test('a slash at the end of the runbook URL is not doubled', () => {
    const { alarms, stack } = alarmsIn('us-east-1');

    alarms.watch({ component: 'burn-meter' });

    for (const { Properties } of Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))) {
      expect(Properties.AlarmDescription).toMatch(/ https:\/\/example\.com\/runbooks\/[a-z-]+\.md$/);
    }
  });

  test('are none in a region without the cell', () => {
    const { alarms, stack } = alarmsIn('eu-north-1');

    alarms.watch({ component: 'burn-meter' });

    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('opting out takes a reason and does nothing', () => {
    const none = new NoAlarms('a trial without on-call');

    expect(none.reason).toBe('a trial without on-call');
    expect(() => none.watch({ component: 'burn-meter' })).not.toThrow();
  });
});
