import { Command } from 'commander';
import { runbookFiles } from '../alerts/runbook-files';
import { pricedPlan } from '../budgets/priced-plan';
import { cdkFleetArgument, fleetArgument } from '../contract/fleet-argument';
import { winningDemands } from '../plan/make-plan';
import { findingsText } from '../report/findings-text';
import { firstScreen } from '../report/first-screen';
import { assembly, runCdk } from './cdk-cli';
import { example, type FleetOptions, fleetOption } from './fleet-option';
import { writeFolder } from './generated-folder';
import { isClone } from './package-files';
import { fromHere, readPlan, runbooksFolder } from './read-plan';
import { stepsText } from './steps-text';

export const startCommand = (): Command =>
  new Command('start')
    .description('plan a fleet, synthesize and validate every stack, write the runbooks; creates nothing in AWS')
    .addOption(fleetOption())
    .addHelpText('after', example('npx polyregion start', 'npx polyregion start --fleet eu.yaml'))
    .action(async ({ fleet }: FleetOptions) => {
      const { fleet: checked, plan, findings } = readPlan(fleet);
      if (plan === undefined || checked === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
        return;
      }
      const winning = winningDemands(checked, plan);
      process.stdout.write(`${firstScreen({ plan: pricedPlan(plan), findings, winning, file: fleet })}\n`);
      process.stdout.write(`Synthesizing and validating every stack into ${assembly}/ ...\n`);
      const exitCode = await synthesize(fleet);
      if (exitCode !== 0) {
        process.exitCode = exitCode;
        return;
      }
      const pages = runbookFiles(plan, fromHere(fleet));
      writeFolder(runbooksFolder(fleet), pages);
      process.stdout.write(nextSteps(fleet, pages.size));
    });

/** Strict: a warning of the CloudFormation validation fails too. */
const synthesize = (fleet: string): Promise<number> => runCdk(fleet, ['synth', '--strict', '--quiet']);

function nextSteps(fleet: string, pages: number): string {
  const option = fleetArgument(fleet);
  const deployLocal = [
    `npm run deploy:local${option === '' ? '' : ` --${option}`}`,
    'without an AWS account: the fleet on emulators, and an instance of it to call',
  ] as const;
  const steps = [
    [`npx polyregion plan --all${option}`, 'every number, and where it comes from'],
    [`npx polyregion report${option}`, 'the plan as one HTML page with charts'],
    [`npx polyregion doctor${option}`, 'what your AWS account and domain still lack'],
    [`npx cdk diff${cdkFleetArgument(fleet)}`, 'with AWS credentials: what a deployment would change'],
    ...(isClone() ? [deployLocal] : []),
  ] as const;
  const done = `Done: the stacks are in ${assembly}/, ${pages} runbook pages in ${runbooksFolder(fleet)}/.`;
  return `${done}\n\nTo change the fleet, edit ${fleet} and run this again. Next:\n${stepsText(steps)}\nFrom nothing to the first answer, step by step: docs/first-deployment.md\n`;
}
