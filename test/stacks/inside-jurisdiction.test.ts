import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import type { RegionalNetwork } from '../../lib/constructs/regional-network';
import type { Plan, RegionPlan } from '../../lib/plan/plan';
import { NetworkStack } from '../../lib/stacks/network-stack';
import { OperationsStack } from '../../lib/stacks/operations-stack';
import { ServingStack } from '../../lib/stacks/serving-stack';
import { TrafficStack } from '../../lib/stacks/traffic-stack';
import { exampleFleets, validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

const plan = validPlan('fleets/two-jurisdictions.yaml');
const [first] = plan.regions as [RegionPlan];
const network = undefined as unknown as RegionalNetwork;
const alarms = new NoAlarms('not the subject here');

/** Every stack of a region, made from a plan, a region of it and the region that it would be deployed to. */
const regionStacks = {
  network: (of: Plan, region: RegionPlan, target = region.region) =>
    new NetworkStack(new App(), 'two-network', { env: { region: target }, plan: of, region }),
  operations: (of: Plan, region: RegionPlan, target = region.region) =>
    new OperationsStack(new App(), 'two-operations', { env: { region: target }, plan: of, region }),
  serving: (of: Plan, region: RegionPlan, target = region.region) =>
    new ServingStack(new App(), 'two-serving', {
      env: { region: target },
      plan: of,
      region,
      network,
      alarms,
      rollout: 'watched',
    }),
};

/** The plan with its chat, a workload of the United States, moved to Frankfurt by hand. */
const strayed: Plan = {
  ...plan,
  workloads: plan.workloads.map((one) =>
    one.name === 'chat' ? { ...one, regions: ['us-east-1', 'eu-central-1'] } : one,
  ),
};
const frankfurt = plan.regions.find(({ region }) => region === 'eu-central-1') as RegionPlan;

describe.each(Object.entries(regionStacks))('the %s stack', (_kind, stack) => {
  test('fails in a region where no workload may run', () => {
    expect(() => stack(plan, { ...first, region: 'ap-south-1' })).toThrow('no workload may run in ap-south-1');
  });

  test('fails outside the jurisdiction of one of its workloads', () => {
    expect(() => stack(strayed, frankfurt)).toThrow(
      'eu-central-1 is outside the jurisdiction us of workload chat, expected us-east-1 or us-west-2',
    );
  });

  test('fails when a cell brings a workload there', () => {
    const cells = plan.cells.map((cell) => (cell.region === 'us-west-2' ? { ...cell, region: 'eu-central-1' } : cell));

    expect(() => stack({ ...plan, cells }, frankfurt)).toThrow('outside the jurisdiction us of workload chat');
  });

  test('fails when its jurisdiction no longer holds the region', () => {
    const fleet = { ...plan.fleet, jurisdictions: { ...plan.fleet.jurisdictions, eu: ['eu-north-1'] } };

    expect(() => stack({ ...plan, fleet }, frankfurt)).toThrow('outside the jurisdiction eu of workload hilfe');
  });

  test('fails when it would be deployed to another region than its plan says', () => {
    expect(() => stack(plan, frankfurt, 'us-east-1')).toThrow(
      'must be deployed to the region of its plan, got us-east-1, expected eu-central-1',
    );
  });
});

describe('the traffic stack', () => {
  test('fails on a record that leads out of the jurisdiction', () => {
    expect(() => new TrafficStack(new App(), 'two-traffic', { plan: strayed })).toThrow(
      'two-traffic: eu-central-1 is outside the jurisdiction us of workload chat',
    );
  });
});

test.each([...exampleFleets])('every stack of %s is inside', (path) => {
  expect(() => appOf(validPlan(path))).not.toThrow();
});
