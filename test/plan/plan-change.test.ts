import { describe, expect, test } from 'vitest';
import { type PricedPlan, pricedPlan } from '../../lib/budgets/priced-plan';
import type { Plan } from '../../lib/plan/plan';
import { planChange } from '../../lib/plan/plan-change';
import { chatFleetText, planOf, validPlan } from '../support/fleets';

const planned = (text: string): PricedPlan => pricedPlan(planOf(text).plan as Plan);
const two = planned(chatFleetText());
const three = planned(chatFleetText().replaceAll('us-east-1, us-west-2]', 'us-east-1, us-west-2, us-east-2]'));

describe('what differs between two plans', () => {
  test('is nothing between a plan and itself', () => {
    const { cells, costs, quotas, failovers } = planChange(two, two);

    expect({ cells, quotas }).toEqual({ cells: [], quotas: [] });
    expect(costs.filter(({ before, after }) => before?.value !== after?.value)).toEqual([]);
    expect(failovers.filter(({ shareOfPeak }) => shareOfPeak.before?.value !== shareOfPeak.after?.value)).toEqual([]);
  });

  test.each([
    ['gains', two, three],
    ['loses', three, two],
  ])('is the cell that a fleet %s, with the sizes of those that make room for it', (what, before, after) => {
    const { cells } = planChange(before, after);

    expect(cells.map(({ region }) => region).sort()).toEqual(['us-east-1', 'us-east-2', 'us-west-2']);
    const own = cells.find(({ region }) => region === 'us-east-2');
    expect(own?.minInstances[what === 'gains' ? 'before' : 'after']).toBeUndefined();
    expect(own?.minInstances[what === 'gains' ? 'after' : 'before']?.value).toBeGreaterThan(0);
  });

  test('names only quotas that were not enough before', () => {
    expect(planChange(two, three).quotas.map(({ region }) => region)).toEqual(['us-east-2']);
    expect(
      planChange(three, two)
        .quotas.map(({ region }) => region)
        .sort(),
    ).toEqual(['us-east-1', 'us-west-2']);
    expect(planChange(undefined, two).quotas).toEqual(two.quotas);
  });

  test('has every batch on idle capacity of either plan', () => {
    const vision = pricedPlan(validPlan('fleets/vision.yaml'));
    const [batch] = vision.idleWork;
    const [gained] = planChange(two, vision).idleWork;
    const [lost] = planChange(vision, two).idleWork;

    expect(batch).toBeDefined();
    expect(gained).toMatchObject({ workload: batch?.workload, doneAfterSeconds: { before: undefined } });
    expect(gained?.doneAfterSeconds.after).toBe(batch?.doneAfterSeconds);
    expect(lost?.savedUsdPerMonth).toEqual({ before: batch?.savedUsdPerMonth, after: undefined });
  });

  test('has the tightest survivors, whichever region is lost', () => {
    const [change] = planChange(two, three).failovers;
    const least = (plan: Plan): number =>
      Math.min(...(plan.workloads[0]?.failover.survivors ?? []).map(({ shareOfPeak }) => shareOfPeak.value));

    expect(change?.shareOfPeak.before?.value).toBe(least(two));
    expect(change?.shareOfPeak.after?.value).toBe(least(three));
  });
});
