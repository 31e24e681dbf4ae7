import { Command } from 'commander';
import { findingsText } from '../report/findings-text';
import { originsText, planText } from '../report/plan-text';
import { example, type FleetOptions, fleetOption, jsonOption } from './fleet-option';
import { readPlan } from './read-plan';

export const planCommand = (): Command =>
  new Command('plan')
    .description('show what follows from a fleet file: capacity, failover, cost, each number with its origin')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion plan', "npx polyregion plan --json | jq '.plan.phases'"))
    .action(({ fleet, json }: FleetOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (json) {
        process.stdout.write(`${JSON.stringify({ findings, plan }, null, 2)}\n`);
      } else {
        process.stderr.write(findingsText(findings));
        process.stdout.write(plan === undefined ? '' : `${planText(plan)}\n${originsText(plan)}`);
      }
      process.exitCode = plan === undefined ? 1 : 0;
    });
