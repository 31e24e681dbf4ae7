import { Command, InvalidArgumentError } from 'commander';
import { error, type Finding } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import { didYouMean } from '../../fleet/nearest';
import { editWords } from '../../optimizer/edit-words';
import { optimize } from '../../optimizer/optimize';
import { optimizationText } from '../../report/optimization-text';
import { sizingArrivals } from '../../sizing/size-question';
import { QuietProgress } from '../calibrate/quiet-progress';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readOrder } from '../rehearse/rehearsal-order';
import { editAllowed } from './edit-allowed';
import { writePlan } from './write-plan';

interface OptimizeOptions extends FleetOptions {
  readonly model?: string;
  readonly write?: number;
}

/** Plans that are shown at most. */
const most = 5;

export const optimizeCommand = (): Command =>
  new Command('optimize')
    .description('search the cheapest plans that keep every promise: types, layouts, caches, regions, failover modes')
    .argument('[fleet]', 'fleet file; the same as --fleet')
    .addOption(fleetOption())
    .option('--model <name>', 'change this model alone; unless given, every model')
    .option('--write <plan>', 'write the edit of this plan to the fleet file', whole)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion optimize',
        'npx polyregion optimize --model chat',
        'npx polyregion optimize --write 1',
        "npx polyregion optimize fleets/eu.yaml --json | jq '.plans[0].edits'",
      ),
    )
    .action((argument: string | undefined, options: OptimizeOptions) =>
      run({ ...options, fleet: argument ?? options.fleet }),
    );

function run(options: OptimizeOptions): void {
  const { fleet, answer, findings } = readPlan(options.fleet);
  const recorded = fleet && readOrder(fleet, { ...sizingArrivals, fleet: options.fleet });
  const wrong = fleet === undefined ? [] : modelFindings(fleet, options.model);
  if (fleet === undefined || answer === undefined || recorded === undefined) {
    failWith(options, findings);
    return;
  }
  if (Array.isArray(recorded) || wrong.length > 0) {
    failWith(options, [...wrong, ...(Array.isArray(recorded) ? recorded : [])]);
    return;
  }
  const progress = new QuietProgress();
  const found = optimize(
    fleet,
    answer,
    {
      arrivals: sizingArrivals,
      recorded: (workload) => recorded.get(workload),
      most,
      allows: editAllowed(options.fleet),
      says: (what) => progress.say(what),
    },
    options.model,
  );
  const failed = options.write === undefined ? [] : writePlan(options.fleet, found, options.write);
  if (failed.length > 0) {
    failWith(options, failed);
    return;
  }
  process.stdout.write(options.json ? jsonText(found) : optimizationText(found, (edit) => editWords(fleet, edit)));
  process.stderr.write(options.write === undefined ? '' : `wrote plan ${options.write} to ${options.fleet}\n`);
}

const modelFindings = ({ models }: Fleet, name: string | undefined): Finding[] =>
  name === undefined || models.some((model) => model.name === name)
    ? []
    : [
        error(['--model'], {
          problem: 'names no model of the fleet file',
          got: name,
          expected: 'one of its models',
          fix: didYouMean(
            name,
            models.map((model) => model.name),
          ),
          source: 'npx polyregion optimize --help',
        }),
      ];

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 2 ** 31 - 1) {
    throw new InvalidArgumentError('must be a whole number from 1 on.');
  }
  return value;
}
