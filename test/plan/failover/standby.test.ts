import { describe, expect, test } from 'vitest';
import { deployedPart } from '../../../lib/plan/deployed-part';
import { chatFleetText, edit, planOf } from '../../support/fleets';

const withFailover = (failover: string, ...more: [string, string][]) =>
  planOf(
    more.reduce(
      (text, [from, to]) => edit(text, from, to),
      edit(chatFleetText(), '{ mode: active-active, recoverySeconds: 180 }', failover),
    ),
  );

describe('a warm standby, by hand', () => {
  const { plan, findings } = withFailover('{ mode: warm-standby, recoverySeconds: 1500, standbyShareRatio: 0.5 }');
  const chat = plan?.workloads[0];
  const each = 13.81884;

  test('the first region serves all, the other runs half', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    // ⌈33.8 ÷ 13.82⌉ = 3; ⌈33.8 × 0.5 ÷ 13.82⌉ = 2
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 2]);
    expect(plan?.cells.map(({ loads }) => loads[0]?.demandShare.value)).toEqual([1, 0]);
    expect(chat?.users.map(({ region, afterLoss }) => [region, afterLoss?.region])).toEqual([
      ['us-east-1', 'us-west-2'],
      ['us-east-1', 'us-west-2'],
    ]);
  });

  test('may grow to all of it: 3 + ⌈25 %⌉', () => {
    expect(plan?.cells[1]?.maxInstances.value).toBe(4);
  });

  test('carries what it runs at once and sheds the rest until it has grown', () => {
    const lost = chat?.failover.survivors.find(({ lostRegion }) => lostRegion === 'us-east-1');

    expect(lost?.shareOfPeak.value).toBeCloseTo((2 * each) / 33.8, 4);
    expect(lost?.shedRatio.value).toBeCloseTo(1 - (2 * each) / 33.8, 4);
    expect(lost?.shareOfPeakGrown.value).toBeCloseTo((4 * each) / 33.8, 4);
  });

  test('takes the time of DNS, of target tracking and of a cold start', () => {
    // 30 + 60 + 60 until clients are elsewhere; three minutes of metrics; 1156.x s cold start at its slow end
    expect(chat?.failover.capacitySeconds.value).toBe(180 + 1157);
    expect(chat?.failover.recoverySeconds.value).toBe(150 + 180 + 1157);
  });

  test('is warned of: until then no latency is promised', () => {
    const until = (found: typeof findings) =>
      found
        .filter(({ path, level }) => path === 'workloads[0].failover' && level === 'warning')
        .map(({ message }) => message);

    // 1,487 s; 2 × 13.82 ÷ 33.8 run
    expect(until(findings)).toEqual([
      expect.stringMatching(
        /^promises no latency until the standby has grown: after the loss of us-east-1, for up to 25 min, .*, got "a running share of 0\.81", expected 1\.00 /,
      ),
    ]);
    expect(until(withFailover('{ mode: warm-standby, recoverySeconds: 180, standbyShareRatio: 1 }').findings)).toEqual(
      [],
    );
  });

  test('the loss of the standby does not affect users', () => {
    expect(chat?.failover.survivors.map(({ recoverySeconds }) => recoverySeconds.value)).toEqual([1487, 0]);
  });

  test('is deployed', () => {
    expect(chat?.notYetDeployed).toEqual([]);
    expect(chat?.failover.primaryRegion).toBe('us-east-1');
  });

  test('all of it stands ready for the loss of the other: no user is its own', () => {
    expect(plan?.cells.map(({ ownInstances }) => ownInstances.value)).toEqual([3, 0]);
    expect(plan?.cellCosts.map(({ headroomUsdPerHour }) => headroomUsdPerHour.value)).toEqual([0, 2 * 55.04]);
  });

  test('waits for no launch where whole instances hold all that is promised', () => {
    // ⌈33.8 × 0.9 ÷ 13.82⌉ = 3 instances, and three carry all of it
    const rounded = withFailover('{ mode: warm-standby, recoverySeconds: 180, standbyShareRatio: 0.9 }').plan;

    expect(rounded?.workloads[0]?.failover.survivors[0]?.shareOfPeak.value).toBeCloseTo((3 * each) / 33.8, 4);
    expect(rounded?.workloads[0]?.failover.recoverySeconds.value).toBe(150);
  });

  test('waits for no launch where it runs all that is promised', () => {
    const full = withFailover(
      '{ mode: warm-standby, recoverySeconds: 180, survivorsShareRatio: 0.5, standbyShareRatio: 0.5 }',
    ).plan;

    expect(full?.workloads[0]?.failover.recoverySeconds.value).toBe(150);
  });

  test('runs a quarter, assumed, where nothing is stated', () => {
    const quarter = withFailover('{ mode: warm-standby, recoverySeconds: 1500 }').plan;

    expect(quarter?.workloads[0]?.failover.runningShare).toMatchObject({ value: 0.25, origin: 'assumed' });
    expect(quarter?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 1]);
  });

  test('runs no more than is promised, where less than a quarter is', () => {
    const tenth = withFailover('{ mode: warm-standby, recoverySeconds: 180, survivorsShareRatio: 0.1 }').plan;

    expect(tenth?.workloads[0]?.failover).toMatchObject({
      runningShare: { value: 0.1 },
      recoverySeconds: { value: 150 },
    });
  });

  test('of three regions is planned, and not yet deployed', () => {
    const three = withFailover(
      '{ mode: warm-standby, recoverySeconds: 1500 }',
      ['\nregions: [us-east-1, us-west-2]', '\nregions: [us-east-1, us-west-2, us-east-2]'],
      ['united-states: [us-east-1, us-west-2] }', 'united-states: [us-east-1, us-west-2, us-east-2] }'],
    ).plan;

    expect(three?.workloads[0]?.notYetDeployed).toEqual(['a warm standby of more than two regions']);
  });

  test('whose maximum is too small for the promise fails', () => {
    const { findings: refused } = withFailover('{ mode: warm-standby, recoverySeconds: 1500 }', [
      '    tensorParallel: 4',
      '    tensorParallel: 4\n    instancesPerRegion: { min: 2, max: 2 }',
    ]);

    expect(refused.map(({ path, message }) => `${path} ${message}`)).toContainEqual(
      expect.stringContaining(
        'workloads[0].failover.survivorsShareRatio cannot be reached after losing us-east-1, every group at its maximum, got 1, expected at most 0.81',
      ),
    );
  });
});

describe('a pilot light, by hand', () => {
  const { plan, findings } = withFailover('{ mode: pilot-light, recoverySeconds: 1500 }');

  test('runs nothing until it is needed, then grows to all', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 0]);
    expect(plan?.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([4, 4]);
    const lost = plan?.workloads[0]?.failover.survivors.find(({ lostRegion }) => lostRegion === 'us-east-1');
    expect(lost?.shareOfPeak.value).toBe(0);
    expect(lost?.shedRatio.value).toBe(1);
  });

  test('waits for a controller and a cold start', () => {
    expect(plan?.workloads[0]?.failover.recoverySeconds.value).toBe(150 + 60 + 1157);
  });

  test('waits for no launch where the stated minimum holds all of it', () => {
    const full = withFailover('{ mode: pilot-light, recoverySeconds: 180 }', [
      '    tensorParallel: 4',
      '    tensorParallel: 4\n    instancesPerRegion: { min: 3 }',
    ]).plan;

    expect(full?.workloads[0]?.failover.recoverySeconds.value).toBe(150);
  });

  test('costs nothing while it waits', () => {
    expect(plan?.cellCosts.map(({ expectedUsdPerHour }) => expectedUsdPerHour.value)).toEqual([3 * 55.04, 0]);
  });

  test('is not yet deployed', () => {
    expect(plan?.workloads[0]?.notYetDeployed).toEqual(['a pilot light']);
    expect(deployedPart(plan as NonNullable<typeof plan>).workloads).toEqual([]);
  });
});
