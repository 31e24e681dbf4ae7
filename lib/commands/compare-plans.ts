import { pricedPlan } from '../budgets/priced-plan';
import { planChange } from '../plan/plan-change';
import { findingsText } from '../report/findings-text';
import { planChangeText } from '../report/plan-change-text';
import { jsonText } from './fleet-option';
import { readPlan } from './read-plan';

/** Prints what differs from the plan of one fleet file to that of another. */
export function comparePlans(before: string, after: string, json: boolean): void {
  const plans = [before, after].map((path) => {
    const { plan, answer, findings } = readPlan(path);
    if (plan === undefined) {
      process.stderr.write(`${path}:\n${findingsText(findings)}`);
      process.exitCode = 1;
    }
    return answer === undefined ? undefined : pricedPlan(answer);
  });
  const [first, second] = plans;
  if (first === undefined || second === undefined) {
    return;
  }
  const change = planChange(first, second);
  process.stdout.write(json ? jsonText({ change }) : `${before} → ${after}\n\n${planChangeText(change)}`);
}
