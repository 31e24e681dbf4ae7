import { Command } from 'commander';
import { renderCommand } from '../alerts/command';
import { preparation } from '../doctor/preparation';
import { preparationText } from '../report/preparation-text';
import { example, type FleetOptions, fleetOption, jsonOption } from './fleet-option';
import { printPlanned } from './print-planned';

export const prepareCommand = (): Command =>
  new Command('prepare')
    .description('print the commands that an AWS account needs once, before and after the first deployment')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion prepare'))
    .action((options: FleetOptions) =>
      printPlanned(
        options,
        (plan) => ({ steps: preparation(plan).map((step) => ({ ...step, command: renderCommand(step.command) })) }),
        (plan) => preparationText(preparation(plan)),
      ),
    );
