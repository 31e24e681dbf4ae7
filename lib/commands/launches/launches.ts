import { Command, InvalidArgumentError, Option } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { deployedPart } from '../../plan/deployed-part';
import type { Plan } from '../../plan/plan';
import { launchesText } from '../../report/launches-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readEvidence, type StoredEvidence } from './read-evidence';
import { type RefusedLaunch, readRefused } from './read-refused';

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
      'list launches that failed or that AWS refused, and instances that asked for a repair, with the cause and the end of their logs',
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
    process.stdout.write(options.json ? jsonText(found) : launchesText(found, options.logs === true));
  } catch (thrown) {
    if (!(thrown instanceof FindingError)) {
      throw thrown;
    }
    failWith(options, [thrown.finding]);
  }
}

interface Launches {
  readonly launches: readonly StoredEvidence[];
  readonly refused: readonly RefusedLaunch[];
}

/** Newest first. A launch of which its own instance left evidence is not listed again among the refused ones. */
async function readAll({ fleet, cells }: Plan, { region, model, last }: LaunchesOptions): Promise<Launches> {
  const asked = cells.filter(
    (cell) => (region === undefined || cell.region === region) && (model === undefined || cell.model === model),
  );
  const evidence = asked.map((cell) =>
    readEvidence({ fleet: fleet.name, account: fleet.account, region: cell.region }, cell.model, last),
  );
  const refused = asked.map((cell) => readRefused({ fleet: fleet.name, model: cell.model }, cell.region, last));
  const [launches, failed] = await Promise.all([Promise.all(evidence), Promise.all(refused)]);
  const said = new Set(launches.flat().map(({ instanceId }) => instanceId));
  return {
    launches: launches.flat().sort(newestFirst),
    refused: failed
      .flat()
      .filter(({ instanceId }) => instanceId === undefined || !said.has(instanceId))
      .sort(newestFirst),
  };
}

const newestFirst = (a: { readonly at: string }, b: { readonly at: string }): number => (a.at < b.at ? 1 : -1);
