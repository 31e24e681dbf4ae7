import { pricedPlan } from '../lib/budgets/priced-plan';
import type { Finding } from '../lib/contract/findings';
import type { Fleet } from '../lib/fleet/fleet';
import { winningDemands } from '../lib/plan/make-plan';
import type { Plan } from '../lib/plan/plan';
import { firstScreen } from '../lib/report/first-screen';

/** The parts of README that are generated, by the name in their markers. The age of the catalogue is left out: it changes by the day. */
export function readmeSections(fleet: Fleet, plan: Plan, findings: readonly Finding[]): ReadonlyMap<string, string> {
  const screen = firstScreen({
    plan: pricedPlan(plan),
    findings: findings.filter(({ path }) => !path.startsWith('catalogue.')),
    winning: winningDemands(fleet, plan),
    file: 'fleet.yaml',
  });
  return new Map([['output', ['```', screen.trimEnd(), '```'].join('\n')]]);
}
