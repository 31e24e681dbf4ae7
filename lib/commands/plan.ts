import { Command } from 'commander';
import type { Plan } from '../plan/plan';
import { findingsText } from '../report/findings-text';
import { originsText, planText } from '../report/plan-text';
import { matchingPaths, whyText } from '../report/why-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

interface PlanOptions extends FleetOptions {
  readonly why?: string;
}

export const planCommand = (): Command =>
  new Command('plan')
    .description('show what follows from a fleet file: capacity, failover, cost, each number with its origin')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .option(
      '--why <path>',
      'explain one number of the plan down to its sources, by its path in the JSON or a part of it',
    )
    .addHelpText(
      'after',
      example(
        'npx polyregion plan',
        "npx polyregion plan --json | jq '.plan.phases'",
        "npx polyregion plan --why 'cells[0].minInstances'",
      ),
    )
    .action(({ fleet, json, why }: PlanOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (json) {
        process.stdout.write(jsonText({ findings, plan }));
      } else {
        process.stderr.write(why === undefined || plan === undefined ? findingsText(findings) : '');
        process.stdout.write(plan === undefined ? '' : planOrWhy(plan, why));
      }
      process.exitCode = plan === undefined ? 1 : (process.exitCode ?? 0);
    });

function planOrWhy(plan: Plan, why: string | undefined): string {
  if (why === undefined) {
    return `${planText(plan)}\n${originsText(plan)}`;
  }
  const paths = matchingPaths(plan, why);
  if (paths.length === 0) {
    process.exitCode = 1;
    process.stderr.write(
      `--why: names no number of the plan, got ${why}, expected a path; see npx polyregion plan --json\n`,
    );
  }
  return paths.map((path) => whyText(plan, path)).join('\n');
}
