import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { type RolloutMode, rolloutAlertIds } from '../../lib/contract/rollout';
import type { Plan } from '../../lib/plan/plan';
import { fleetApp } from '../../lib/stacks/fleet-app';
import { chatFleetText, edit, planOf } from '../support/fleets';
import { appOf } from '../support/templates';

/** The chat fleet with a word about its pools. */
function planWith(pools: string): Plan {
  const { plan, findings } = planOf(
    edit(chatFleetText(), '    precision: fp8', `    pools: ${pools}\n    precision: fp8`),
  );
  expect(plan, JSON.stringify(findings)).toBeDefined();
  return plan as Plan;
}

const template = (plan: Plan, stack: string): Template =>
  Template.fromStack(appOf(plan).node.findChild(`assistant-${stack}`) as Stack);

const propertiesOf = (of: Template, type: string) =>
  Object.values(of.findResources(type)).map(({ Properties }) => Properties);

describe('the pools of the fleet file reach the templates', () => {
  test('an overflow grows when every replica is full, the baseline before that', () => {
    const serving = template(planWith('{ overflow: { maxInstances: 2 } }'), 'serving-us-east-1');
    const targets = propertiesOf(serving, 'AWS::AutoScaling::ScalingPolicy').map(
      ({ TargetTrackingConfiguration }) => TargetTrackingConfiguration.TargetValue,
    );

    // two replicas × 64 requests, and four fifths of them
    expect(targets).toEqual([102, 128]);
  });

  test('an instance on spot has less time to leave, and every instance is told how much', () => {
    const serving = template(planWith('{ overflow: { maxInstances: 2 } }'), 'serving-us-east-1');
    const [onDemand, spot] = propertiesOf(serving, 'AWS::AutoScaling::AutoScalingGroup').map(
      ({ LifecycleHookSpecificationList: hooks }) =>
        hooks.map(({ HeartbeatTimeout }: { HeartbeatTimeout: number }) => HeartbeatTimeout),
    );
    const [data] = propertiesOf(serving, 'AWS::EC2::LaunchTemplate');
    const said = JSON.stringify(data.LaunchTemplateData.UserData);

    expect([onDemand, spot]).toEqual([
      [1736, 83],
      [1736, 57],
    ]);
    for (const limit of ['launch', 'drain', 'spotDrain', 'spotNotice']) {
      expect(said).toContain(`\\"${limit}LimitSeconds\\"`);
    }
  });

  test('reservations, in the region that has them', () => {
    const plan = planWith('{ baseline: { reservations: { us-east-1: [cr-0123456789abcdef0] } } }');
    const reserved = (region: string) =>
      propertiesOf(template(plan, `serving-${region}`), 'AWS::AutoScaling::AutoScalingGroup').map(
        ({ CapacityReservationSpecification }) =>
          CapacityReservationSpecification?.CapacityReservationTarget.CapacityReservationIds,
      );

    expect(reserved('us-east-1')).toEqual([['cr-0123456789abcdef0']]);
    expect(reserved('us-west-2')).toEqual([undefined]);
  });

  test('a warm pool', () => {
    const serving = template(planWith('{ baseline: { warmInstances: 2 } }'), 'serving-us-west-2');

    expect(propertiesOf(serving, 'AWS::AutoScaling::WarmPool').map(({ MinSize }) => MinSize)).toEqual([2]);
  });

  test('busy hours, and what the minimum is otherwise', () => {
    const hours = '{ days: [MON], from: "08:00", to: "18:00", timeZone: Europe/Berlin, minInstances: 4 }';
    const serving = template(planWith(`{ baseline: { busyHours: [${hours}] } }`), 'serving-us-east-1');

    expect(
      propertiesOf(serving, 'AWS::AutoScaling::ScheduledAction').map(({ Recurrence, MinSize }) => [
        Recurrence,
        MinSize,
      ]),
    ).toEqual([
      ['40 7 * * MON', 4],
      ['0 18 * * MON', 3],
    ]);
  });
});

describe('a rollout is stopped by alarms', () => {
  const plan = planWith('{}');
  const [group] = Object.values(
    template(plan, 'serving-us-east-1').findResources('AWS::AutoScaling::AutoScalingGroup'),
  );
  const refresh = group?.UpdatePolicy.AutoScalingInstanceRefresh;
  const rulesOf = (mode: RolloutMode): Record<string, unknown>[] =>
    propertiesOf(
      Template.fromStack(fleetApp(plan, { rollout: mode }).node.findChild('assistant-serving-us-east-1') as Stack),
      'AWS::Events::Rule',
    );
  const [rule] = rulesOf('watched') as [{ EventPattern: { detail: { alarmName: { wildcard: string }[] } } }];
  const watched = rule.EventPattern.detail.alarmName.map(({ wildcard }) => wildcard.replace('*', 'llama-70b'));

  test.each([
    ['F20', 'a version that is three times as slow as the one before', ['slower-than-peers', 'slower-than-usual']],
    ['F12', 'a driver or an image that sickens more of the cell than the breaker allows', ['repairs-held']],
    ['F14', 'a model that never loads', ['launches-abandoned']],
    ['a version', 'that breaks what users were promised', ['no-ready-instance', 'high-time-to-first-token']],
  ])('%s: %s', (_fault, _what, ids) => {
    expect(watched).toEqual(expect.arrayContaining(ids.map((id) => `assistant-llama-70b-${id}`)));
  });

  test('F20: one instance is new when it first waits, and nothing else is taken out meanwhile', () => {
    // a third of three instances; CloudFormation takes whole percent
    expect(refresh?.Preferences.CheckpointPercentages).toEqual([34, 100]);
    expect(refresh?.Preferences).toMatchObject({ MinHealthyPercentage: 100, MaxHealthyPercentage: 134 });
  });

  test('F20: it waits, there and at its end, for longer than the alarms that see a slow version need', () => {
    const { CheckpointDelay, BakeTime } = refresh?.Preferences ?? {};
    const slow = fleetAlerts(plan).filter(({ id }) => id.startsWith('slower-') || id === 'high-time-to-first-token');

    expect(slow).toHaveLength(3);
    for (const { window } of slow) {
      const needed = window.periodSeconds * window.evaluationPeriods;
      expect([CheckpointDelay > needed, BakeTime > needed]).toEqual([true, true]);
    }
  });

  test('F20: a region knows of no other, so that one is rolled out and rolled back while the others stand', () => {
    const stacks = appOf(plan).node.children.filter((child) => child instanceof Stack);
    const inRegion = (region: string) => stacks.filter(({ stackName }) => stackName.endsWith(region));

    for (const stack of inRegion('us-east-1')) {
      expect(stack.dependencies.map(({ stackName }) => stackName).filter((name) => name.includes('us-west-2'))).toEqual(
        [],
      );
    }
    expect(inRegion('us-east-1').length).toBeGreaterThan(0);
  });

  test('unless the deployment says otherwise', () => {
    expect(['watched', 'unwatched'].map((mode) => rulesOf(mode as RolloutMode).map(({ State }) => State))).toEqual([
      ['ENABLED'],
      ['DISABLED'],
    ]);
  });

  test('that no refresh waits for', () => {
    expect(JSON.stringify(refresh)).not.toContain('Alarm');
  });

  test('that exist', () => {
    const known = propertiesOf(template(plan, 'operations-us-east-1'), 'AWS::CloudWatch::Alarm').map(
      ({ AlarmName }) => AlarmName,
    );

    expect(watched).toHaveLength(rolloutAlertIds.length);
    for (const name of watched) {
      expect(known).toContain(name);
    }
  });
});
