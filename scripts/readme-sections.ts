import { pricedPlan } from '../lib/overhead/priced-plan';
import type { Plan } from '../lib/plan/plan';
import { headline, summaryText } from '../lib/report/plan-text';

/** The parts of README that are generated, by the name in their markers. */
export function readmeSections(plan: Plan): ReadonlyMap<string, string> {
  const priced = pricedPlan(plan);
  return new Map([['output', ['```', `${headline(priced)}\n${summaryText(priced)}`.trimEnd(), '```'].join('\n')]]);
}
