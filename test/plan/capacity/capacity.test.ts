import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, planOf } from '../../support/fleets';

const plan = (...edits: [string, string][]) => {
  const { plan: made, findings } = planOf(edits.reduce((text, [from, to]) => edit(text, from, to), chatFleetText()));
  expect(made, JSON.stringify(findings)).toBeDefined();
  return made;
};

describe('group sizes', () => {
  test('of three regions each holds what comes to it after the loss of another', () => {
    const three = plan(
      ['\nregions: [us-east-1, us-west-2]', '\nregions: [us-east-1, us-west-2, us-east-2]'],
      ['united-states: [us-east-1, us-west-2] }', 'united-states: [us-east-1, us-west-2, us-east-2] }'],
    );

    // us-east-1 for its own 60 %: ⌈20.28 ÷ 13.82⌉; us-west-2 for its 40 %: ⌈13.52 ÷ 13.82⌉;
    // us-east-2 has no users until us-east-1 is lost, then all of its 60 %
    expect(three?.cells.map(({ minInstances }) => minInstances.value)).toEqual([2, 1, 2]);
    expect(three?.cells.map(({ loads }) => loads[0]?.demandShare.value)).toEqual([0.6, 0.4, 0]);
    // us-west-2 is the tightest once us-east-1 is lost: 13.82 ÷ 13.52
    const [afterEast] = three?.workloads[0]?.failover.survivors ?? [];
    expect(afterEast?.shareOfPeak.source).toMatch(/^us-west-2, the tightest: 1 instances/);
    expect(afterEast?.shareOfPeak.value).toBeCloseTo(13.8188 / 13.52, 3);
  });

  test('a promise of half the peak needs less', () => {
    const half = plan(['recoverySeconds: 180', 'recoverySeconds: 180, survivorsShareRatio: 0.5']);

    // ⌈33.8 × 0.5 ÷ 13.82⌉ = 2 after a loss; own users: ⌈20.28 ÷ 13.82⌉ = 2 and ⌈13.52 ÷ 13.82⌉ = 1
    expect(half?.cells.map(({ minInstances }) => minInstances.value)).toEqual([2, 2]);
  });

  test('no failover policy keeps no headroom', () => {
    const none = plan(['{ mode: active-active, recoverySeconds: 180 }', '{ none: a trial, owner: a@example.com }']);

    expect(none?.cells.map(({ minInstances }) => minInstances.value)).toEqual([2, 1]);
    expect(none?.workloads[0]?.failover).toMatchObject({ mode: 'none', promisedShare: { value: 0 } });
  });

  test('what the fleet file states wins, and is said to be stated', () => {
    const stated = plan(['    tensorParallel: 4', '    tensorParallel: 4\n    instancesPerRegion: { min: 4, max: 4 }']);

    expect(stated?.cells[0]?.minInstances).toMatchObject({ value: 4, origin: 'stated' });
    expect(stated?.cells[0]?.maxInstances.value).toBe(4);
  });

  test('capacity is sized for the slowest allowed type, whichever comes first', () => {
    const fasterFirst = plan(['[p5.48xlarge, p5en.48xlarge]', '[p5en.48xlarge, p5.48xlarge]']);

    expect(fasterFirst?.workloads[0]?.instancesForPeak.source).toContain('p5.48xlarge');
  });

  test('users that are not stated are spread evenly', () => {
    const even = plan(['    users: { north-america-east: 0.6, north-america-west: 0.4 }\n', '']);

    expect(even?.cells.map(({ loads }) => loads[0]?.demandShare.value)).toEqual([0.5, 0.5]);
  });
});

describe('prices', () => {
  test('a negotiated price takes the place of the list price, and says so', () => {
    const text = edit(chatFleetText(), 'access:', 'pricesUsdPerHour: { p5.48xlarge: { us-east-1: 40 } }\naccess:');
    const negotiated = planOf(text).plan;

    expect(negotiated?.cellCosts.map(({ expectedUsdPerHour }) => expectedUsdPerHour.value)).toEqual([
      3 * 40,
      3 * 55.04,
    ]);
    expect(negotiated?.cellCosts[0]?.expectedUsdPerHour.source).toContain('stated, in the fleet file');
    expect(negotiated?.regions.map(({ negotiatedUsdPerHour }) => negotiatedUsdPerHour)).toEqual([
      { 'p5.48xlarge': 40 },
      {},
    ]);
  });
});

describe('budgets', () => {
  test('a phase may deliberately have none', () => {
    const without = plan(['training: 40000', 'training: { none: no training here, owner: a@example.com }']);

    expect(without?.phases.map(({ budgetUsdPerMonth }) => budgetUsdPerMonth?.value)).toEqual([
      undefined,
      10_000,
      400_000,
    ]);
  });
});
