import { Command } from 'commander';
import { runbookFiles } from '../alerts/runbook-files';
import { findingsText } from '../report/findings-text';
import { headline } from '../report/plan-text';
import { summaryText } from '../report/summary-text';
import { assembly, runCdk } from './cdk-cli';
import { example, type FleetOptions, fleetOption } from './fleet-option';
import { writeFolder } from './generated-folder';
import { readPlan, runbooksFolder } from './read-plan';

export const startCommand = (): Command =>
  new Command('start')
    .description('plan a fleet, synthesize and validate every stack, write the runbooks; creates nothing in AWS')
    .addOption(fleetOption())
    .addHelpText('after', example('npm start', 'npm start -- --fleet fleets/eu-sovereign.yaml'))
    .action(async ({ fleet }: FleetOptions) => {
      const { plan, findings } = readPlan(fleet);
      if (plan === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
        return;
      }
      process.stdout.write(`${headline(plan)}\n${summaryText(plan)}\n${findingsText(findings)}\n`);
      process.stdout.write(`Synthesizing and validating every stack into ${assembly}/ ...\n`);
      const exitCode = await synthesize(fleet);
      if (exitCode !== 0) {
        process.exitCode = exitCode;
        return;
      }
      const pages = runbookFiles(plan);
      writeFolder(runbooksFolder(fleet), pages);
      process.stdout.write(nextSteps(fleet, pages.size));
    });

/** Strict: a warning of the CloudFormation validation fails too. */
const synthesize = (fleet: string): Promise<number> => runCdk(fleet, ['synth', '--strict', '--quiet']);

function nextSteps(fleet: string, pages: number): string {
  const steps = [
    [`edit ${fleet}, then npm start again`, 'every number above follows from it'],
    ['npx polyregion init', 'the questions, for a fleet of your own'],
    ['npx polyregion plan --all', 'every number, and where it comes from'],
    [`npx cdk diff -c fleet=${fleet}`, 'with AWS credentials: what a deployment would change'],
  ] as const;
  const width = Math.max(...steps.map(([what]) => what.length));
  const lines = steps.map(([what, why]) => `  ${what.padEnd(width)}   ${why}\n`).join('');
  return `Done: the stacks are in ${assembly}/, ${pages} pages in ${runbooksFolder(fleet)}/.\n\nNext:\n${lines}`;
}
