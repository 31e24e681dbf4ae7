import type { Fleet } from '../lib/fleet/fleet';
import { pricedPlan } from '../lib/overhead/priced-plan';
import { winningDemands } from '../lib/plan/make-plan';
import type { Plan } from '../lib/plan/plan';
import { headline, summaryText } from '../lib/report/plan-text';

/** The parts of README that are generated, by the name in their markers. */
export function readmeSections(fleet: Fleet, plan: Plan): ReadonlyMap<string, string> {
  const priced = pricedPlan(plan);
  return new Map([
    [
      'output',
      ['```', `${headline(priced, winningDemands(fleet, plan))}\n${summaryText(priced)}`.trimEnd(), '```'].join('\n'),
    ],
  ]);
}
