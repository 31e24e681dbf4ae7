import { Command, InvalidArgumentError, Option } from 'commander';
import { arrivalProcesses, usualSeconds } from '../../rehearsal/arrival-process';
import { rehearse } from '../../rehearsal/rehearse';
import { rehearsalText } from '../../report/rehearsal-text';
import { fewestInstances } from '../../sizing/fewest-instances';
import { QuietProgress } from '../calibrate/quiet-progress';
import { failWith } from '../fail-with';
import { example, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { wholeNumber } from '../whole-number';
import { type RehearseOptions, readOrder } from './rehearsal-order';

const defaultDispersion = 10;

export const rehearseCommand = (): Command =>
  new Command('rehearse')
    .description('simulate the planned engines under a trace or random arrivals, after losses and with more demand')
    .addOption(fleetOption())
    .option('--workload <name>', 'only this workload, and those that share its cells; unless given, all')
    .option('--trace <path>', 'request trace to replay instead of the one in the fleet file')
    .addOption(
      new Option(
        '--arrivals <process>',
        'how requests arrive; unless given, as the trace has them, or Poisson',
      ).choices(arrivalProcesses),
    )
    .option(
      '--dispersion <index>',
      'bursty arrivals: variance ÷ mean of their number, at least 1',
      atLeastOne,
      defaultDispersion,
    )
    .option(
      '--seconds <seconds>',
      'how long random arrivals last; unless given, half an hour, or the day or week that they follow',
      atLeastOne,
    )
    .option('--seed <number>', 'what random numbers follow from', wholeNumber, 1)
    .option('--fewest', 'also search the fewest instances that keep every promise')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion rehearse',
        'npx polyregion rehearse --workload chat --fewest',
        'npx polyregion rehearse --workload chat --arrivals bursty --dispersion 20',
        'npx polyregion rehearse --workload chat --trace last-week.csv.gz --json',
        'npx polyregion rehearse --arrivals day',
      ),
    )
    .action((options: RehearseOptions) => {
      const { fleet, plan, findings } = readPlan(options.fleet);
      if (plan === undefined || fleet === undefined) {
        return failWith(options, findings);
      }
      const recorded = readOrder(fleet, options);
      if (Array.isArray(recorded)) {
        return failWith(options, recorded);
      }
      const { dispersion, seed, arrivals, fewest = false } = options;
      const { seconds = usualSeconds[arrivals ?? 'poisson'] } = options;
      const progress = new QuietProgress();
      const rehearsal = rehearse(
        fleet,
        plan,
        {
          arrivals: { dispersion, seconds, seed, ...(arrivals && { process: arrivals }) },
          recorded: (workload) => recorded.get(workload),
          ...(fewest && { fewest: fewestInstances(seed) }),
          says: (where) => progress.say(where),
        },
        options.workload,
      );
      process.stdout.write(options.json ? jsonText(rehearsal) : rehearsalText(rehearsal));
    });

function atLeastOne(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 1) {
    throw new InvalidArgumentError('must be a number from 1 on.');
  }
  return value;
}
