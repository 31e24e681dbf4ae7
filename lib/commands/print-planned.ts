import type { Plan } from '../plan/plan';
import { findingsText } from '../report/findings-text';
import { type FleetOptions, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

/** Prints what follows from a plan, for people or for programs; findings alone where there are no numbers. Fails where a finding is an error. */
export function printPlanned(
  { fleet, json }: FleetOptions,
  forPrograms: (plan: Plan) => object,
  forPeople: (plan: Plan) => string,
): void {
  const { plan, answer, findings } = readPlan(fleet);
  if (plan === undefined) {
    process.stderr.write(findingsText(findings));
    process.exitCode = 1;
  }
  if (answer !== undefined) {
    process.stdout.write(json ? jsonText(forPrograms(answer)) : forPeople(answer));
  }
}
