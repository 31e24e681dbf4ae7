import { type Finding, warning } from '../contract/findings';
import { englishNumber } from '../figures/english-number';
import type { Plan } from '../plan/plan';
import { fleetSpending } from './phase-spending';

/** A budget may be this many times the most that the fleet can spend. Assumed: room for what people start by hand. */
const mostAboveMost = 1.25;

const usd = (value: number): string => `${englishNumber(Math.round(value))} USD/month`;

/** Warnings of budgets whose notice can never come, or comes every month. */
export const budgetFindings = (plan: Plan): Finding[] =>
  fleetSpending(plan).phases.flatMap(({ phase, isPlanned, expected, most, rollouts }) => {
    const cost = plan.phases.find((one) => one.phase === phase);
    const budget = cost?.budgetUsdPerMonth;
    if (budget === undefined || !isPlanned) {
      return [];
    }
    // The budget may also hold what is planned and not deployed yet.
    const reachable = Math.max(most.value, cost?.worstCaseUsdPerMonth.value ?? 0);
    const fault = { got: budget.value, source: 'plan: docs/plan.md' };
    const path = ['budgetsUsdPerMonth', phase];
    const usual = expected.value + rollouts.value;
    if (budget.value > reachable * mostAboveMost) {
      return [
        warning(path, {
          ...fault,
          problem: `is never reached: the phase costs at most ${usd(reachable)}, with every group at its maximum`,
          expected: `at most ${usd(reachable * mostAboveMost)}`,
          fix: 'lower it: until then only the notices at lower limits can come',
        }),
      ];
    }
    return budget.value < usual && budget.value >= expected.value
      ? [
          warning(path, {
            ...fault,
            problem: 'is reached by a month as planned, with two rollouts a week',
            expected: `more than ${usd(usual)}`,
            fix: 'raise it, or the notice is soon ignored',
          }),
        ]
      : [];
  });
