import { budgetName } from '../contract/names';
import type { Phase } from '../contract/phases';
import { sum } from '../figures/arithmetic';
import { derived, type Figure, show } from '../figures/figure';
import { hoursPerDay, hoursPerMonth } from '../figures/hours';
import { fastBurnFactor } from '../plan/holders/fast-burn';
import type { Plan } from '../plan/plan';
import { type FleetSpending, fleetSpending, type PhaseSpending } from './phase-spending';

/** What a notice compares with the limit: the spending so far, or AWS's forecast for the end of the period. */
export type NoticeOf = 'actual' | 'forecast';

/**
 * A limit, and a notice once it is exceeded. Each threshold is a budget of its own: a limit changes in place, with every price and
 * demand that it follows from, while CloudFormation replaces a budget whose notices change.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html NotificationsWithSubscribers, update requires replacement
 */
export interface Budget {
  readonly name: string;
  /** What carries the tag of this phase, or everything that carries the tag of the fleet. */
  readonly covers: Phase | 'fleet';
  readonly period: 'month' | 'day';
  readonly limitUsd: Figure;
  readonly notices: readonly NoticeOf[];
  /** What it means that the limit is exceeded. */
  readonly means: string;
}

/** The budgets of a fleet: for each phase with one the planned, a raised and the stated cost of a month, and that of a day; and all together. */
export function budgets(plan: Plan): Budget[] {
  const spending = fleetSpending(plan);
  const stated = plan.phases.flatMap(({ phase, budgetUsdPerMonth }) => {
    const spent = spending.phases.find((one) => one.phase === phase);
    return budgetUsdPerMonth === undefined || spent === undefined ? [] : [{ spent, budget: budgetUsdPerMonth }];
  });
  const name = (covers: Budget['covers'], limit: string): string => budgetName(plan.fleet.name, covers, limit);
  return [
    ...stated.flatMap(({ spent, budget }): Budget[] => [
      ...(spent.isPlanned ? early(spent, name) : []),
      {
        name: name(spent.phase, 'month'),
        covers: spent.phase,
        period: 'month',
        limitUsd: budget,
        notices: ['actual', 'forecast'],
        means: 'the budget is spent, or will be by the end of the month',
      },
      {
        name: name(spent.phase, 'day'),
        covers: spent.phase,
        period: 'day',
        limitUsd: spent.isPlanned ? plannedDay(spent) : burstDay(budget),
        notices: ['actual'],
        means: 'a day cost more than it should',
      },
    ]),
    {
      name: name('fleet', 'month'),
      covers: 'fleet',
      period: 'month',
      limitUsd: everything(plan, spending),
      notices: ['actual', 'forecast'],
      means: 'all phases and what they share cost more than their budgets',
    },
  ];
}

/** The planned and the raised budget always exist together: one that came and went with prices would lose its count of the month. */
function early(
  { phase, expected, most, rollouts }: PhaseSpending,
  name: (covers: Phase, limit: string) => string,
): Budget[] {
  const planned = derived(
    expected.value + rollouts.value,
    'USD/month',
    `${show(expected.value)} USD/month expected + ${show(rollouts.value)} USD/month for rollouts`,
    { from: [expected, rollouts] },
  );
  const raised = derived(
    (planned.value + most.value) / 2,
    'USD/month',
    `half of the way from ${show(planned.value)} to ${show(most.value)} USD/month with every group at its maximum`,
    { from: [planned, most] },
  );
  const rows = [
    { limit: 'planned', limitUsd: planned, means: 'the planned cost of the whole month is spent' },
    {
      limit: 'raised',
      limitUsd: raised,
      means: 'groups run far above their minimum, or something else carries the tag of the phase',
    },
  ];
  return rows
    .filter(({ limitUsd }) => limitUsd.value > 0)
    .map(({ limit, limitUsd, means }) => ({
      name: name(phase, limit),
      covers: phase,
      period: 'month',
      limitUsd,
      notices: ['actual'],
      means,
    }));
}

const longestMonthDays = 31;

/** A day halfway between every group at its minimum and every group at its maximum, with a rollout of all groups. */
const plannedDay = ({ expected, most, rollouts }: PhaseSpending): Figure =>
  derived(
    (expected.value + most.value) / 2 / longestMonthDays + rollouts.value,
    'USD/day',
    `(${show(expected.value)} + ${show(most.value)} USD/month) ÷ 2 ÷ ${longestMonthDays} days + ${show(rollouts.value)} USD for rollouts`,
    { from: [expected, most, rollouts] },
  );

const burstDay = (budget: Figure): Figure =>
  derived(
    (budget.value / hoursPerMonth) * hoursPerDay * fastBurnFactor,
    'USD/day',
    `${fastBurnFactor} × ${show(budget.value)} USD/month ÷ ${hoursPerMonth} h × ${hoursPerDay} h: nothing is planned, and the budget is gone in five such days`,
    { from: [budget] },
  );

/** A phase that deliberately has no budget counts with the most that it can cost. */
function everything({ phases }: Plan, { phases: spending, shared }: FleetSpending): Figure {
  const terms = phases.flatMap(({ phase, budgetUsdPerMonth }) => {
    const most = spending.find((one) => one.phase === phase)?.most;
    const term = budgetUsdPerMonth ?? most;
    return term === undefined ? [] : [term];
  });
  return sum('USD/month', [...terms, shared]);
}
