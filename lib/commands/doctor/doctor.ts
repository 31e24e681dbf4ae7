import { Command } from 'commander';
import { renderCommand } from '../../alerts/command';
import { canDeploy } from '../../doctor/check';
import { doctorText } from '../../report/doctor-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readSmallFile } from '../read-small-file';
import { checkFleet } from './check-fleet';

interface DoctorOptions extends FleetOptions {
  readonly tokenFile?: string;
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description(
      'say what the account, the domain and the token issuer still lack for a deployment, and the command for each; changes nothing',
    )
    .addOption(fleetOption())
    .option('--token-file <path>', 'file with an access token of a client: checked against the key set of its issuer')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion doctor',
        'npx polyregion doctor --token-file token.txt',
        'npx polyregion doctor --json --fleet eu.yaml',
      ),
    )
    .action(async (options: DoctorOptions) => {
      const { plan, findings } = readPlan(options.fleet);
      if (plan === undefined) {
        failWith(options, findings);
        return;
      }
      const token = options.tokenFile && readSmallFile(options.tokenFile, 'a file with an access token');
      if (typeof token === 'object') {
        failWith(options, [token]);
        return;
      }
      const checks = await checkFleet(plan, token);
      const ready = canDeploy(checks);
      process.stdout.write(
        options.json
          ? jsonText({
              ready,
              checks: checks.map((check) => ({ ...check, command: check.command && renderCommand(check.command) })),
            })
          : doctorText(checks),
      );
      process.exitCode = ready ? 0 : 1;
    });
