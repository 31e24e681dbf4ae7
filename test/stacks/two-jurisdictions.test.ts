import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

const plan = validPlan('fleets/two-jurisdictions.yaml');
const stacks = appOf(plan).node.children.filter((child) => child instanceof Stack);
const template = (name: string): Template =>
  Template.fromStack(stacks.find(({ stackName }) => stackName === name) as Stack);

describe('two workloads, two models, two jurisdictions', () => {
  test('each model stands in the regions of its own jurisdiction only', () => {
    expect(plan.cells.map(({ model, region }) => `${model} ${region}`)).toEqual([
      'llama-70b us-east-1',
      'llama-70b us-west-2',
      'llama-8b eu-central-1',
      'llama-8b eu-north-1',
    ]);
    template('two-serving-eu-north-1').resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1);
  });

  test('each name is answered by the regions of its own jurisdiction only', () => {
    const records = Object.values(template('two-traffic').findResources('AWS::Route53::RecordSet'));

    expect(records.map(({ Properties }) => `${Properties.Name} ${Properties.Region}`).sort()).toEqual([
      'chat.us.ai.example.com us-east-1',
      'chat.us.ai.example.com us-west-2',
      'hilfe.eu.ai.example.com eu-central-1',
      'hilfe.eu.ai.example.com eu-north-1',
    ]);
  });

  test('a promise of 80 % of the peak is planned as such', () => {
    const [, small] = plan.workloads;

    expect(small?.failover.promisedShare.value).toBe(0.8);
    for (const { shareOfPeak } of small?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeGreaterThanOrEqual(0.8);
    }
  });

  test('serving costs what both cost', () => {
    const serving = plan.phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value;
    const hourly = plan.cellCosts.reduce((sum, { expectedUsdPerHour }) => sum + expectedUsdPerHour.value, 0);

    expect(serving).toBeCloseTo(hourly * 730, 6);
  });

  test('every alarm stands in the region of its cell, under a name of its own', () => {
    const names = fleetAlerts(plan).flatMap(({ watches }) =>
      watches.map(({ region, alarmName }) => `${region} ${alarmName}`),
    );

    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('eu-central-1 two-llama-8b-capacity-spike');
    expect(names).not.toContain('eu-central-1 two-llama-70b-capacity-spike');
  });
});
