import { describe, expect, test } from 'vitest';
import { healthOf } from '../../lib/removal/health-check-reports';
import type { Group, RegionHealthCheck, RegionState, StandingStack } from '../../lib/removal/region-state';
import { isRemoved, removalSteps } from '../../lib/removal/removal-steps';
import { stateFindings } from '../../lib/removal/state-findings';

const names = ['operations', 'serving', 'artifacts', 'network'];
const stack = (name: string, more: Partial<StandingStack> = {}): StandingStack => ({
  name,
  region: 'us-east-2',
  id: name,
  status: 'CREATE_COMPLETE',
  isProtected: false,
  ...more,
});
const answer = (
  hostName: string,
  withdrawn = false,
  health: RegionHealthCheck['health'] = 'answers',
): RegionHealthCheck => ({
  healthCheckId: hostName,
  version: 1,
  hostName,
  withdrawn,
  health,
});
const group = (maxSize: number, instances: string[] = []): Group => ({
  name: 'baseline',
  minSize: maxSize,
  maxSize,
  hasWarmPool: false,
  instances,
  warmInstances: 0,
});
const standing: RegionState = {
  stacks: names.map((name) => stack(name)),
  traffic: stack('traffic'),
  healthChecks: [answer('us-east-1.chat.us.example.com'), answer('us-east-2.chat.us.example.com')],
  groups: [group(3, ['InService'])],
  loadBalancers: [],
};
const withdrawn = [answer('us-east-1.chat.us.example.com'), answer('us-east-2.chat.us.example.com', true)];
const gone = [answer('us-east-1.chat.us.example.com')];

describe('how far a removal is', () => {
  test.each<[string, boolean, Partial<RegionState>, string]>([
    ['before it', true, {}, 'to do, to do, to do'],
    ['with its answers withdrawn', true, { healthChecks: withdrawn }, 'begun, to do, to do'],
    ['with the fleet file written', false, { healthChecks: withdrawn }, 'begun, begun, to do'],
    ['with its records gone', false, { healthChecks: gone }, 'done, done, to do'],
    [
      'with its groups at zero',
      false,
      { healthChecks: gone, groups: [group(0, ['Terminating:Wait'])] },
      'done, done, begun',
    ],
    [
      'with one stack gone',
      false,
      { healthChecks: gone, groups: [], stacks: standing.stacks.slice(1) },
      'done, done, begun',
    ],
    ['with every stack gone', false, { healthChecks: gone, groups: [], stacks: [] }, 'done, done, done'],
    [
      'never deployed, and in the file',
      true,
      { healthChecks: [], groups: [], stacks: [], traffic: undefined },
      'done, to do, done',
    ],
  ])('%s', (_, isRecorded, change, says) => {
    const steps = removalSteps('us-east-2', isRecorded, { ...standing, ...change }, names);

    expect(steps.map(({ state }) => state).join(', ')).toBe(says);
    expect(isRemoved(steps)).toBe(says === 'done, done, done');
  });
});

describe('AWS itself', () => {
  test('has nothing against a region that stands as it should', () => {
    expect(stateFindings(standing, 'us-east-2')).toEqual([]);
    expect(
      stateFindings({ ...standing, stacks: [stack('network', { status: 'DELETE_IN_PROGRESS' })] }, 'us-east-2'),
    ).toEqual([]);
  });

  test.each<[string, RegionHealthCheck['health'], RegionHealthCheck['health'], boolean]>([
    ['another answers', 'answers', 'answers', false],
    ['of another nothing is known', 'answers', 'unknown', false],
    ['another fails while this one answers', 'answers', 'fails', true],
    ['all fail, so that DNS gives them all', 'fails', 'fails', false],
  ])('is asked whether clients have somewhere to go: %s', (_, own, other, speaks) => {
    const answers = [answer('us-east-1.chat.x', false, other), answer('us-east-2.chat.x', false, own)];

    expect(stateFindings({ ...standing, healthChecks: answers }, 'us-east-2')).toHaveLength(speaks ? 1 : 0);
  });

  test.each<[string[], RegionHealthCheck['health']]>([
    [[], 'unknown'],
    [['Undetermined'], 'unknown'],
    [['Success: HTTP Status Code 200, OK', ...Array.from({ length: 4 }, () => 'Failure: timeout')], 'answers'],
    [['Success: HTTP Status Code 200, OK', ...Array.from({ length: 5 }, () => 'Failure: timeout')], 'fails'],
  ])('is healthy as Route 53 counts: %j', (reports, health) => {
    expect(healthOf(reports)).toBe(health);
  });

  test.each<[string, Partial<RegionState>, string]>([
    [
      'a protected stack',
      { stacks: [stack('network', { isProtected: true })] },
      'network: is protected from deletion, got "termination protection", expected a stack that may be deleted; if it is meant to go: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name network --region us-east-2',
    ],
    [
      'a stack that is being deployed',
      { stacks: [stack('serving', { status: 'UPDATE_IN_PROGRESS' })] },
      'serving: is being changed, got "UPDATE_IN_PROGRESS", expected a stack without a deployment in progress; run it again once that is done',
    ],
    [
      'a workload that only this region answers',
      { healthChecks: [answer('us-east-1.chat.us.example.com', true), answer('us-east-2.chat.us.example.com')] },
      'chat.us.example.com: would have no answer without us-east-2, got "no other region that DNS may answer with", expected another region, deployed, not withdrawn and answering its health check; deploy or mend another region first',
    ],
  ])('speaks against %s', (_, change, says) => {
    expect(
      stateFindings({ ...standing, ...change }, 'us-east-2').map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([says]);
  });
});
