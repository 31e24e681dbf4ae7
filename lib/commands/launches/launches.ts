import { Command, InvalidArgumentError, Option } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { deployedPart } from '../../plan/deployed-part';
import type { Plan } from '../../plan/plan';
import { evidenceText } from '../../report/evidence-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readEvidence, type StoredEvidence } from './read-evidence';

interface LaunchesOptions extends FleetOptions {
  readonly last: number;
  readonly region?: string;
  readonly model?: string;
  readonly logs?: boolean;
}

const mostAsked = 100;

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostAsked) {
    throw new InvalidArgumentError(`must be a whole number, got ${text}, expected 1 to ${mostAsked}`);
  }
  return count;
}

export const launchesCommand = (): Command =>
  new Command('launches')
    .description(
      'list launches that failed and instances that asked for a repair, with the cause and the end of their logs',
    )
    .addOption(fleetOption())
    .addOption(new Option('--region <code>', 'one region alone'))
    .addOption(new Option('--model <name>', 'one model alone'))
    .addOption(new Option('--last <number>', 'newest of each cell').argParser(toCount).default(10))
    .option('--logs', 'print the logs that the instances left, too')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example('npx polyregion launches', 'npx polyregion launches --region us-east-1 --last 1 --logs'),
    )
    .action(launches);

async function launches(options: LaunchesOptions): Promise<void> {
  const { plan, findings } = readPlan(options.fleet);
  if (plan === undefined) {
    failWith(options, findings);
    return;
  }
  try {
    const found = await readAll(deployedPart(plan), options);
    process.stdout.write(options.json ? jsonText({ launches: found }) : evidenceText(found, options.logs === true));
  } catch (thrown) {
    if (!(thrown instanceof FindingError)) {
      throw thrown;
    }
    failWith(options, [thrown.finding]);
  }
}

/** Newest first. */
async function readAll({ fleet, cells }: Plan, { region, model, last }: LaunchesOptions): Promise<StoredEvidence[]> {
  const asked = cells.filter(
    (cell) => (region === undefined || cell.region === region) && (model === undefined || cell.model === model),
  );
  const read = asked.map((cell) =>
    readEvidence({ fleet: fleet.name, account: fleet.account, region: cell.region }, cell.model, last),
  );
  return (await Promise.all(read)).flat().sort((a, b) => (a.at < b.at ? 1 : -1));
}
