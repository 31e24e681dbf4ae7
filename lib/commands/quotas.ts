import { Command } from 'commander';
import { findingsText } from '../report/findings-text';
import { quotasText } from '../report/quotas-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

export const quotasCommand = (): Command =>
  new Command('quotas')
    .description('show the vCPU quotas that the fleet needs, and the increase requests to file first')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion quotas'))
    .action(({ fleet, json }: FleetOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (plan === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
        return;
      }
      process.stdout.write(json ? jsonText({ quotas: plan.quotas }) : quotasText(plan));
    });
