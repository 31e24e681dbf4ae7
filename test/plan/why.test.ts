import { describe, expect, test } from 'vitest';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import type { Figure } from '../../lib/figures/figure';
import { figuresByPath } from '../../lib/plan/link-figures';
import { matchingPaths, whyText } from '../../lib/report/why-text';
import { exampleFleets, validPlan } from '../support/fleets';

const plan = pricedPlan(validPlan());

/** A figure that follows from itself would go deeper than any other; each cell of a fleet adds a step to the sum of their costs. */
const deepest = 20;

/** Lists the places where the explanation of a figure does not end in a source. */
function unexplained(path: string, figures: ReturnType<typeof figuresByPath>): string[] {
  const faults: string[] = [];
  const follow = (what: string | Figure, depth: number): void => {
    const figure = typeof what === 'string' ? figures.get(what) : what;
    if (figure === undefined || depth >= deepest) {
      faults.push(`${path}: ${figure === undefined ? `no figure ${what}` : `goes more than ${deepest} figures deep`}`);
      return;
    }
    if (figure.origin === 'derived' && !figure.from?.length) {
      faults.push(`${path}: is derived from nothing: ${figure.source}`);
    }
    for (const input of figure.from ?? []) {
      follow(input, depth + 1);
    }
  };
  follow(path, 0);
  return faults;
}

test.each([...exampleFleets])('every number of the plan of %s is explained down to sources', (fleet) => {
  const figures = figuresByPath(pricedPlan(validPlan(fleet)));

  expect(figures.size).toBeGreaterThan(50);
  expect([...figures.keys()].flatMap((path) => unexplained(path, figures))).toEqual([]);
});

describe('why', () => {
  test('prints the arithmetic, and below it what it follows from', () => {
    const text = whyText(plan, 'cells[0].minInstances');

    expect(text.split('\n')[0]).toMatch(
      /^cells\[0\]\.minInstances = 3 instances, derived: the larger of ⌈33\.8 requests\/s × 0\.6 ÷ 13\.82 requests\/s⌉ = 2/,
    );
    expect(text).toContain('\n  workloads[0].demand.peakRequestsPerSecond = 33.8 requests/s, derived');
    expect(text).toContain(
      '8.45 requests/s, measured: busiest minute of traces/azure-llm-2023-conversation.csv.gz (2023-11-16)',
    );
  });

  test('explains a number once', () => {
    const text = whyText(plan, 'phases[2].expectedUsdPerMonth');

    expect(text).toContain('explained above');
    expect(text.match(/8\.45 requests\/s/g)).toHaveLength(1);
  });

  test('takes a part of a path', () => {
    expect(matchingPaths(plan, 'cost.usdperrequest')).toEqual(['workloads[0].cost.usdPerRequest']);
    expect(matchingPaths(plan, 'cells[0].minInstances')).toEqual(['cells[0].minInstances']);
    expect(matchingPaths(plan, 'nothing')).toEqual([]);
  });
});
