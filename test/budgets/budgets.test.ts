import { describe, expect, test } from 'vitest';
import { budgetFindings } from '../../lib/budgets/budget-findings';
import { budgets } from '../../lib/budgets/budgets';
import { fleetSpending } from '../../lib/budgets/phase-spending';
import { fleetOverhead } from '../../lib/overhead/fleet-overhead';
import { chatFleetText, edit, exampleFleets, planOf, validPlan } from '../support/fleets';

const plan = validPlan('test/fleets/three-p5.yaml');
const spending = fleetSpending(plan);
const serving = spending.phases.find(({ phase }) => phase === 'serving') as (typeof spending.phases)[number];
const limit = (name: string): number | undefined => budgets(plan).find((one) => one.name === name)?.limitUsd.value;

describe('what serving costs in the longest month, by hand', () => {
  // Everything in the serving stacks carries the phase, as does what its instances bring along.
  const ofServing = [
    'load balancer',
    'load balancer capacity',
    'firewall',
    'firewall inspection',
    'data sent to clients',
    'root volumes',
    'secret',
  ];
  const besides = fleetOverhead(plan).overheads.flatMap(({ parts }) =>
    parts.filter(({ name }) => ofServing.includes(name)).map(({ usdPerMonth }) => usdPerMonth),
  );

  test('three p5 in two regions, six g6e in two others, and what carries the same tag', () => {
    const hourly = 2 * 3 * 55.04 + 6 * 2.8035 + 6 * 2.37822;
    const usd = besides.reduce((sum, { value }) => sum + value, 0);

    expect(serving.expected.value).toBeCloseTo(hourly * 744 + usd, 2);
  });

  test('at most four p5en in two regions, eight g6e.4xlarge in two others', () => {
    const hourly = 2 * 4 * 63.296 + 8 * 3.75651 + 8 * 3.18666;
    const usd = besides.reduce((sum, { value, high }) => sum + (high ?? value), 0);

    expect(serving.most.value).toBeCloseTo(hourly * 744 + usd, 2);
  });

  test('what all phases share is in no phase', () => {
    const { overheadUsdPerMonth } = fleetOverhead(plan);
    const usd = besides.reduce((sum, { high, value }) => sum + (high ?? value), 0);

    expect(spending.shared.value + usd).toBeCloseTo(overheadUsdPerMonth.high ?? 0, 2);
  });
});

describe('the first notice of a phase can come', () => {
  test('80 % of the budget, 432,000 USD, is more than serving can ever cost', () => {
    expect(serving.most.value).toBeLessThan(0.8 * 540_000);
  });

  test.each([...exampleFleets, 'test/fleets/three-p5.yaml'])('%s: below the most, above a month as planned', (file) => {
    const fleet = validPlan(file);
    for (const { phase, isPlanned, expected, most, rollouts } of fleetSpending(fleet).phases) {
      const own = budgets(fleet).filter(({ covers, period }) => covers === phase && period === 'month');
      if (isPlanned && own.length > 0) {
        const first = Math.min(...own.map(({ limitUsd }) => limitUsd.value));
        expect(first).toBeGreaterThanOrEqual(expected.value + rollouts.value);
        expect(first).toBeLessThan(most.value);
      }
    }
  });

  test('no example has a budget that never warns or always does', () => {
    expect(exampleFleets.flatMap((file) => budgetFindings(validPlan(file)))).toEqual([]);
  });
});

test('limits rise from the planned month over half of the way to the most to the budget', () => {
  const planned = serving.expected.value + serving.rollouts.value;

  expect(limit('assistant-serving-planned')).toBeCloseTo(planned, 2);
  expect(limit('assistant-serving-raised')).toBeCloseTo((planned + serving.most.value) / 2, 2);
  expect(limit('assistant-serving-month')).toBe(540_000);
});

test('a phase without groups is told of a day that costs a fifth of its budget', () => {
  // 6 × 40,000 USD ÷ 730 h × 24 h
  expect(limit('assistant-training-day')).toBeCloseTo(7890.41, 2);
  expect(limit('assistant-training-planned')).toBeUndefined();
});

test('a day as planned with a rollout of every group is no notice', () => {
  const day = (limit('assistant-serving-day') as number) - serving.rollouts.value;

  expect(day).toBeGreaterThan(serving.expected.value / 31);
  expect(day).toBeLessThan(serving.most.value / 31);
});

test('all together: the three budgets, and what the phases share', () => {
  expect(limit('assistant-fleet-month')).toBeCloseTo(590_000 + spending.shared.value, 2);
});

describe('a budget', () => {
  const findings = (usd: string) => {
    const { plan: planned } = planOf(edit(chatFleetText(), 'serving: 400000', `serving: ${usd}`));
    return planned === undefined ? undefined : budgetFindings(planned).map(({ path, message }) => `${path} ${message}`);
  };

  test('far above the most is never reached', () => {
    expect(findings('900000')).toEqual([expect.stringContaining('budgetsUsdPerMonth.serving is never reached')]);
  });

  test('that a planned month with its rollouts exceeds is soon ignored', () => {
    // 2 × 3 × 55.04 USD × 730 h is 241,075 USD; a long month costs 245,699 USD
    expect(findings('246500')).toEqual([
      expect.stringContaining('is reached by a month as planned, with two rollouts a week'),
    ]);
  });

  test('between them is fine', () => {
    expect(findings('400000')).toEqual([]);
  });
});
