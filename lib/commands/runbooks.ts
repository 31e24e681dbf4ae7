import { Command } from 'commander';
import { runbookFiles } from '../alerts/runbook-files';
import { fleetArgument } from '../contract/fleet-argument';
import { findingsText } from '../report/findings-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { folderDrift, writeFolder } from './generated-folder';
import { fromHere, readPlan, runbooksFolder } from './read-plan';

interface RunbooksOptions extends FleetOptions {
  readonly check?: boolean;
  readonly out?: string;
}

export const runbooksCommand = (): Command =>
  new Command('runbooks')
    .description('write the runbooks, the pages that alarms link to')
    .addOption(fleetOption())
    .option(
      '--out <folder>',
      'where to write them (default: runbooks/ beside fleet.yaml, NAME.runbooks/ beside NAME.yaml)',
    )
    .addOption(jsonOption())
    .option('--check', 'write nothing; fail when a page is missing or out of date')
    .addHelpText('after', example('npx polyregion runbooks', 'npx polyregion runbooks --check'))
    .action(({ fleet, check, out, json }: RunbooksOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (plan === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
        return;
      }
      const folder = out ?? runbooksFolder(fleet);
      const files = runbookFiles(plan, fromHere(fleet));
      if (!check) {
        writeFolder(folder, files);
        process.stdout.write(
          json ? jsonText({ folder, pages: [...files.keys()] }) : `${folder}: ${files.size} pages\n`,
        );
        return;
      }
      const drift = folderDrift(folder, files, `npx polyregion runbooks${fleetArgument(fleet)}`);
      const lines = drift.length === 0 ? `${folder}: current\n` : drift.map((line) => `${line}\n`).join('');
      process.stdout.write(json ? jsonText({ folder, drift }) : lines);
      process.exitCode = drift.length === 0 ? 0 : 1;
    });
