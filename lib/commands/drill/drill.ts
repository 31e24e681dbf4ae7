import { Command, InvalidArgumentError, Option } from 'commander';
import { drill } from '../../rehearsal/drill/drill';
import type { DrillFault } from '../../rehearsal/drill/fault';
import { drillSvg } from '../../report/drill-svg';
import { drillText } from '../../report/drill-text';
import { findingsText } from '../../report/findings-text';
import { QuietProgress } from '../calibrate/quiet-progress';
import { failWith } from '../fail-with';
import { example, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readOrder } from '../rehearse/rehearsal-order';
import { wholeNumber } from '../whole-number';
import { placeFault, writeWhole } from '../write-whole';
import { lossOrder } from './loss-order';

interface DrillOptions {
  readonly fleet: string;
  readonly lose: string;
  readonly region?: string;
  readonly model?: string;
  readonly for: number;
  readonly atPeak?: boolean;
  readonly shortage: 'everywhere' | 'where-lost';
  readonly seed: number;
  readonly svg?: string;
  readonly json?: boolean;
}

const defaultSeconds = 1800;

export const drillCommand = (): Command =>
  new Command('drill')
    .description(
      'simulate the loss of a region, a zone or some instances, second by second, with DNS and with gateways',
    )
    .addOption(fleetOption())
    .requiredOption('--lose <what>', 'a region, a zone id, or K-of-N instances of one cell, such as 2-of-3')
    .option('--region <region>', 'with K-of-N: where; unless given, the first cell that runs N instances')
    .option('--model <name>', 'with K-of-N: of which model')
    .addOption(
      new Option('--for <time>', 'until instances can be launched again, such as 90s, 30m or 2h')
        .argParser(seconds)
        .default(defaultSeconds, '30m'),
    )
    .option('--at-peak', 'at the planned peak all the time instead of the mean')
    .addOption(
      new Option('--shortage <where>', 'where no instance can be launched until then')
        .choices(['everywhere', 'where-lost'])
        .default('everywhere'),
    )
    .option('--seed <number>', 'seed of the random numbers', wholeNumber, 1)
    .option('--svg <file>', 'also write traffic and capacity over time as a picture')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion drill --lose us-east-1 --at-peak',
        'npx polyregion drill --lose 1-of-2 --region us-east-1 --for 2h --at-peak --svg drill.svg',
        'npx polyregion drill --lose use1-az2 --shortage where-lost --json',
      ),
    )
    .action((options: DrillOptions) => {
      const { fleet, plan, findings } = readPlan(options.fleet);
      if (plan === undefined || fleet === undefined) {
        return failWith(options, findings);
      }
      const recorded = readOrder(fleet, { fleet: options.fleet, dispersion: 1, seed: options.seed });
      if (Array.isArray(recorded)) {
        return failWith(options, recorded);
      }
      const loss = lossOrder(options, plan);
      if ('level' in loss) {
        return failWith(options, [loss]);
      }
      const unwritable = options.svg === undefined ? undefined : placeFault(options.svg, '--svg');
      if (unwritable !== undefined) {
        return failWith(options, [unwritable]);
      }
      const shortage: DrillFault['shortage'] = options.shortage === 'everywhere' ? 'everywhere' : 'where lost';
      const progress = new QuietProgress();
      const report = drill(fleet, plan, {
        loss,
        forSeconds: options.for,
        shortage,
        at: options.atPeak ? 'peak' : 'mean',
        seed: options.seed,
        recorded: (workload) => recorded.get(workload),
        says: (where) => progress.say(where),
      });
      process.stdout.write(options.json ? jsonText(report) : drillText(report));
      if (options.svg !== undefined) {
        const fault = writeWhole(options.svg, drillSvg(report), '--svg');
        if (fault !== undefined) {
          process.stderr.write(findingsText([fault]));
          process.exitCode = 1;
        }
      }
    });

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const mostSeconds = 24 * 3600;

function seconds(text: string): number {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const value = Number(count) * (unitSeconds[unit] ?? Number.NaN);
  if (!(value >= 1 && value <= mostSeconds)) {
    throw new InvalidArgumentError('must be a time of at most a day, such as 90s, 30m or 2h.');
  }
  return value;
}
