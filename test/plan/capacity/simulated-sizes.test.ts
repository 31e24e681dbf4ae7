import { describe, expect, test } from 'vitest';
import { loadPins } from '../../../lib/fleet/lock-file';
import type { FewestInstances, SimulatedCell } from '../../../lib/plan/capacity/simulated-cell';
import { makePlan } from '../../../lib/plan/make-plan';
import { chatFleetText, edit, load } from '../../support/fleets';

const sizes = (own: number, running: number, grown = running): FewestInstances => ({ own, running, grown });

const simulated = (region: string, fewest: FewestInstances | undefined): SimulatedCell => ({
  model: 'llama-70b',
  region,
  confidence: 'cautious',
  fewest: { central: sizes(1, 1), cautious: fewest },
  growth: undefined,
  kept: [],
});

function planned(cells: readonly SimulatedCell[], text = chatFleetText()) {
  const { fleet } = load(text);
  if (fleet === undefined) {
    throw new Error('not a valid fleet');
  }
  return makePlan(fleet, loadPins(undefined, fleet.regions).pins, cells);
}

describe('sizes that simulations found', () => {
  const { answer, findings } = planned([simulated('us-east-1', sizes(2, 5)), simulated('us-west-2', sizes(1, 4))]);

  test('are those of the confidence that decides, with a quarter above them', () => {
    expect(answer?.cells.map(({ ownInstances }) => ownInstances.value)).toEqual([2, 1]);
    expect(answer?.cells.map(({ minInstances }) => minInstances.value)).toEqual([5, 4]);
    // 5 + ⌈1.25⌉, 4 + 1
    expect(answer?.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([7, 5]);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('carry at least what is promised, also where arithmetic would want more', () => {
    const fewer = planned([simulated('us-east-1', sizes(1, 1)), simulated('us-west-2', sizes(1, 1))]);

    // by arithmetic one instance carries 13.82 of 33.8 requests/s
    expect(fewer.answer?.workloads[0]?.failover.survivors.map(({ shareOfPeak }) => shareOfPeak.value)).toEqual([1, 1]);
    expect(fewer.answer?.workloads[0]?.failover.survivors[0]?.shareOfPeak.source).toContain('simulated');
    expect(fewer.plan).toBeDefined();
  });

  test('lose to a minimum that the fleet file states, and do not vouch for fewer', () => {
    const stated = edit(
      chatFleetText(),
      'instanceTypes: [p5.48xlarge',
      'instancesPerRegion: { min: 2 }\n    instanceTypes: [p5.48xlarge',
    );
    const { answer: two, plan } = planned(
      [simulated('us-east-1', sizes(2, 3)), simulated('us-west-2', sizes(2, 3))],
      stated,
    );

    expect(two?.cells.map(({ minInstances }) => minInstances.value)).toEqual([2, 2]);
    // 2 × 13.82 ÷ 33.8
    expect(two?.workloads[0]?.failover.survivors[0]?.shareOfPeak.value).toBeCloseTo((2 * 13.8188) / 33.8, 3);
    expect(plan).toBeUndefined();
  });

  test('leave a cell to arithmetic where nothing keeps the objectives, with a warning', () => {
    const { plan, findings: warned } = planned([
      simulated('us-east-1', undefined),
      simulated('us-west-2', sizes(1, 2)),
    ]);

    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 2]);
    expect(warned.map(({ path, message }) => `${path} ${message}`)).toContainEqual(
      expect.stringMatching(/^workloads\[0\]\.objectives are kept by no number of instances in us-east-1/),
    );
  });
});
