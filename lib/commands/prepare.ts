import { Command } from 'commander';
import { renderCommand } from '../alerts/command';
import { findingsText } from '../report/findings-text';
import { preparation } from '../report/preparation';
import { preparationText } from '../report/preparation-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

export const prepareCommand = (): Command =>
  new Command('prepare')
    .description('show what an account needs once before and after the first deployment, as commands to paste')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion prepare'))
    .action(({ fleet, json }: FleetOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (plan === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
        return;
      }
      const steps = preparation(plan);
      const printed = steps.map((step) => ({ ...step, command: renderCommand(step.command) }));
      process.stdout.write(json ? jsonText({ steps: printed }) : preparationText(steps));
    });
