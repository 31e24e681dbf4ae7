import { Command } from 'commander';
import { quotasText } from '../report/quotas-text';
import { example, type FleetOptions, fleetOption, jsonOption } from './fleet-option';
import { printPlanned } from './print-planned';

export const quotasCommand = (): Command =>
  new Command('quotas')
    .description('show the vCPU quotas that the fleet needs, and the increase requests to file first')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion quotas'))
    .action((options: FleetOptions) => printPlanned(options, ({ quotas }) => ({ quotas }), quotasText));
