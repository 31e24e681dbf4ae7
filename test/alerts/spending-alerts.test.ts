import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { chatFleetText, edit, planOf, validPlan } from '../support/fleets';

const threshold = (plan: Parameters<typeof fleetAlerts>[0] | undefined, id: string) =>
  plan && fleetAlerts(plan).find((alert) => alert.id === id)?.watches[0]?.threshold;

describe('spending above plan', () => {
  test('serving: the region at its maximum and one instance of a rollout, at the dearest allowed type', () => {
    // 4 × p5en.48xlarge at 63.296 USD, and the fifth that takes the place of one of them
    expect(threshold(validPlan(), 'spending-above-plan-serving')?.value).toBe(316.48);
  });

  test('a phase without planned instances: six times the even burn of its budget, shared by two regions', () => {
    expect(threshold(validPlan(), 'spending-above-plan-training')?.value).toBeCloseTo((6 * 40_000) / 730 / 2, 2);
  });

  test('a phase without a budget: anything', () => {
    const text = edit(chatFleetText(), 'training: 40000', 'training: { none: not here, owner: a@example.com }');

    expect(threshold(planOf(text).plan, 'spending-above-plan-training')?.value).toBe(0);
  });
});
