import { Command } from 'commander';
import { type Finding, hasErrors } from '../contract/findings';
import { findingsText } from '../report/findings-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { type ReadFleet, readPlan } from './read-plan';

export const validateCommand = (): Command =>
  new Command('validate')
    .description('check a fleet file, and report every error and warning at once')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion validate', 'npx polyregion validate --fleet eu.yaml --json'))
    .action(({ fleet, json }: FleetOptions) => {
      const own = readPlan(fleet);
      const findings = [...own.findings, ...environmentFindings(fleet, own)];
      process.stdout.write(
        json ? jsonText({ findings }) : `${findingsText(findings)}${hasErrors(findings) ? '' : `${fleet}: valid\n`}`,
      );
      process.exitCode = hasErrors(findings) ? 1 : 0;
    });

/** Errors that an environment has and the fleet itself has not; a fleet that cannot be read says nothing of its environments. */
function environmentFindings(file: string, { fleet, findings: own }: ReadFleet): Finding[] {
  const known = new Set(own.map(({ path, message }) => `${path} ${message}`));
  return Object.keys(fleet?.environments ?? {}).flatMap((name) =>
    readPlan(`${file}@${name}`)
      .findings.filter(({ level, path, message }) => level === 'error' && !known.has(`${path} ${message}`))
      .map((finding) => ({ ...finding, path: `environments.${name}: ${finding.path}` })),
  );
}
