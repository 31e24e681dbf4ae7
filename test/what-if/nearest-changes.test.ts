import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { setValues } from '../../lib/fleet/set-values';
import { allPhases } from '../../lib/plan/holders/phase-costs';
import { nearestChangesText } from '../../lib/report/nearest-changes-text';
import { nearestChanges } from '../../lib/what-if/nearest-changes';
import { chatFleetText, load, planOf } from '../support/fleets';

const withSet = (...set: string[]): string => setValues(chatFleetText(), set).text ?? '';
const changesOf = (text: string) => nearestChanges(load(text).fleet as Fleet);

/** Each change, planned from the text that its own assignments give. */
function expectEnough(text: string, changes: ReturnType<typeof nearestChanges>): void {
  expect(changes.length).toBeGreaterThan(0);
  for (const { what, set, usdPerMonth } of changes) {
    const { plan } = planOf(setValues(text, set).text ?? '');

    expect(plan, what).toBeDefined();
    expect(allPhases(plan?.phases ?? []).expectedUsdPerMonth.value / usdPerMonth, what).toBeCloseTo(1, 3);
  }
}

describe('a fleet over its budget', () => {
  const text = withSet('budgetsUsdPerMonth.serving=200000');
  const changes = changesOf(text);

  test('is told the smallest change of each kind, each enough alone, the cheapest first', () => {
    const costs = changes.map(({ usdPerMonth }) => usdPerMonth);

    expectEnough(text, changes);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(changes.at(-1)?.what).toMatch(/^a budget for serving of [\d,]+ USD a month$/);
  });

  test('is told what most is spent on', () => {
    expect(nearestChangesText(changes, planOf(text).answer, 'fleet.yaml')).toMatch(
      /^Most is spent on llama-70b in us-east-1. It has \d+ × p5.48xlarge: the larger/,
    );
  });
});

describe('a type that is too slow for the objectives', () => {
  const text = withSet('models[0].instanceTypes=[g6e.12xlarge]');
  const changes = changesOf(text);

  test('is answered with the cheapest type and layout that keeps them', () => {
    expectEnough(text, changes);
    expect(changes[0]?.set[0]).toMatch(/^models\[llama-70b\]\.instanceTypes=\[/);
    expect(planOf(text).answer).toBeUndefined();
  });
});

test('nothing is promised where no single change is enough', () => {
  expect(nearestChangesText([], undefined, 'fleet.yaml')).toMatch(/^No single change /);
});
