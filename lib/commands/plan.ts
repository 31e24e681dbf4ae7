import { Command } from 'commander';
import { workloadOptions } from '../plan/options';
import type { Plan } from '../plan/plan';
import { findingsText } from '../report/findings-text';
import { optionsText } from '../report/options-text';
import { originsText, planText } from '../report/plan-text';
import { matchingPaths, whyText } from '../report/why-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

interface PlanOptions extends FleetOptions {
  readonly why?: string;
  readonly options?: boolean;
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
    .option('--options', 'compare every GPU type that could serve each workload: cost against speed')
    .addHelpText(
      'after',
      example(
        'npx polyregion plan',
        "npx polyregion plan --json | jq '.plan.phases'",
        "npx polyregion plan --why 'cells[0].minInstances'",
        'npx polyregion plan --options',
      ),
    )
    .action(({ fleet: path, json, why, options }: PlanOptions) => {
      const { fleet, plan, findings } = readPlan(path);
      if (plan === undefined || fleet === undefined) {
        process.stderr.write(json ? '' : findingsText(findings));
        process.stdout.write(json ? jsonText({ findings }) : '');
        process.exitCode = 1;
      } else if (options) {
        const found = workloadOptions(fleet);
        process.stdout.write(json ? jsonText({ options: found }) : optionsText(found));
      } else if (json) {
        process.stdout.write(jsonText({ findings, plan }));
      } else {
        process.stderr.write(why === undefined ? findingsText(findings) : '');
        process.stdout.write(planOrWhy(plan, why));
      }
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
