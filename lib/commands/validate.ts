import { Command } from 'commander';
import { hasErrors } from '../contract/findings';
import { findingsText } from '../report/findings-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

export const validateCommand = (): Command =>
  new Command('validate')
    .description('check a fleet file, and report every error and warning at once')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion validate', 'npx polyregion validate --fleet eu.yaml --json'))
    .action(({ fleet, json }: FleetOptions) => {
      const { findings } = readPlan(fleet);
      process.stdout.write(
        json ? jsonText({ findings }) : `${findingsText(findings)}${hasErrors(findings) ? '' : `${fleet}: valid\n`}`,
      );
      process.exitCode = hasErrors(findings) ? 1 : 0;
    });
