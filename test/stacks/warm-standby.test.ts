import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, planOf, validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

describe('the names of a warm standby', () => {
  const app = appOf(validPlan('fleets/warm-standby.yaml'));
  const traffic = Template.fromStack(app.node.findChild('standby-traffic') as Stack);

  test('lead to the first region as long as it is ready, then to the other', () => {
    const records = Object.values(traffic.findResources('AWS::Route53::RecordSet')).map(({ Properties }) => Properties);

    expect(
      records.map(({ Failover, SetIdentifier, Region, HealthCheckId }) => [
        Failover,
        SetIdentifier,
        Region,
        HealthCheckId !== undefined,
      ]),
    ).toEqual([
      ['PRIMARY', 'us-east-1', undefined, true],
      ['SECONDARY', 'us-west-2', undefined, true],
    ]);
    expect(new Set(records.map(({ Name }) => Name)).size).toBe(1);
  });

  test('the standby is smaller, and may grow as large', () => {
    const sizes = (region: string) =>
      Object.values(
        Template.fromStack(app.node.findChild(`standby-serving-${region}`) as Stack).findResources(
          'AWS::AutoScaling::AutoScalingGroup',
        ),
      ).map(({ Properties }) => [Properties.MinSize, Properties.MaxSize]);

    // the baseline, and what may come on spot
    expect(sizes('us-east-1')).toEqual([
      ['2', '3'],
      ['0', '2'],
    ]);
    expect(sizes('us-west-2')).toEqual([
      ['1', '3'],
      ['0', '2'],
    ]);
  });
});

describe('what is not deployed yet', () => {
  test('has no stack: of the default fleet the batch', () => {
    const app = appOf(validPlan('fleet.yaml'));
    const groups = (region: string) =>
      Object.values(
        Template.fromStack(app.node.findChild(`assistant-serving-${region}`) as Stack).findResources(
          'AWS::AutoScaling::AutoScalingGroup',
        ),
      ).map(({ Properties }) => Properties.AutoScalingGroupName);

    expect(groups('us-east-1')).toEqual(['assistant-llama-70b-baseline']);
    expect(groups('eu-north-1')).toEqual(['assistant-llama-8b-baseline']);
  });

  test('leaves the budgets where nothing else can be made', () => {
    const { plan } = planOf(edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'));
    const app = appOf(plan as NonNullable<typeof plan>);

    expect(app.node.children.filter((child) => child instanceof Stack).map(({ node }) => node.id)).toEqual([
      'assistant-account',
    ]);
  });
});
