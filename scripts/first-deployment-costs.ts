import { pricedPlan } from '../lib/budgets/priced-plan';
import { allPhases } from '../lib/plan/holders/phase-costs';
import type { Plan } from '../lib/plan/plan';
import { table } from './markdown-table';

const hoursPerMonth = 730;

/** What a fleet costs from each step of its first deployment on, as the plan prices it. */
export function firstDeploymentCosts(plan: Plan): string {
  const usdPerMonth = new Map<string, number>();
  const add = (step: string, usd: number): void => {
    usdPerMonth.set(step, (usdPerMonth.get(step) ?? 0) + usd);
  };
  for (const { parts } of pricedPlan(plan).overheads) {
    for (const { stack, usdPerMonth: usd } of parts) {
      add(stack, usd.value);
    }
  }
  add('GPU instances', allPhases(plan.phases).expectedUsdPerMonth.value);
  const steps = ['artifacts', 'network', 'serving', 'GPU instances', 'operations'];
  const rows = steps.map((step) => [step, ...amounts(usdPerMonth.get(step) ?? 0)]);
  return table(
    ['stacks', 'USD an hour', 'USD a month'],
    [...rows, ['together', ...amounts([...usdPerMonth.values()].reduce((sum, usd) => sum + usd, 0))]],
  );
}

const amounts = (usdPerMonth: number): string[] => [
  (usdPerMonth / hoursPerMonth).toFixed(2),
  usdPerMonth < 10 ? usdPerMonth.toFixed(0) : Number(usdPerMonth.toPrecision(2)).toLocaleString('en'),
];
