import { Command } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import type { MeasurementDocument } from '../../contract/measurement';
import { measuredPlace } from '../../measure/measured-place';
import { type MeasurementPlan, measurementPlan } from '../../measure/measurement-plan';
import { neededDeployments, neededPermissions } from '../../measure/needed';
import { measureCommandText } from '../../report/measure-command-text';
import { measurementText } from '../../report/measurement-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { pasteableHints } from '../pasteable-hints';
import { readPlan } from '../read-plan';
import { runMeasurement } from './run-measurement';
import { writeDocument } from './write-document';
import { writeRows } from './write-rows';

interface MeasureOptions extends FleetOptions {
  readonly model: string;
  readonly type?: string;
  readonly region?: string;
  readonly workload?: string;
  readonly from?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const measureCommand = (): Command =>
  new Command('measure')
    .description(
      'measure a model on one instance with the benchmark of vLLM, once its time and cost are accepted, and write what the plan then uses',
    )
    .addOption(fleetOption())
    .requiredOption('--model <name>', 'model of the fleet file')
    .option('--type <name>', 'one of its instance types; unless given, the first')
    .option('--region <code>', 'where it runs; unless given, the first region of the model')
    .option('--workload <name>', 'whose requests are sent; unless given, the first workload of the model')
    .option('--from <path>', 'write the rows of a document that a measured instance left in the artifact bucket')
    .option('--yes', 'do it; without this option the measurement is only described')
    .option('--dry-run', 'only describe it, which is the default')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion measure --model llama-8b',
        'npx polyregion measure --model llama-8b --yes',
        'npx polyregion measure --model llama-70b --type p5en.48xlarge --region us-west-2 --json',
      ),
    )
    .action(measure);

async function measure(options: MeasureOptions): Promise<void> {
  const { fleet, plan, answer, findings } = readPlan(options.fleet);
  const planned = plan ?? answer;
  if (fleet === undefined || planned === undefined) {
    const errors = findings.filter(({ level }) => level === 'error');
    failWith(options, errors);
    return;
  }
  const place = measuredPlace(fleet, planned, options);
  if (Array.isArray(place)) {
    failWith(options, place);
    return;
  }
  const measurement = measurementPlan(place);
  if (options.from !== undefined) {
    writeDocument(options, options.from, measurement);
  } else if (options.yes && !options.dryRun) {
    await launchAndWrite(options, measurement, fleet.owner);
  } else {
    process.stdout.write(
      options.json
        ? jsonText(announced(measurement))
        : measurementText(measurement, `${measureCommandText(measurement, options.fleet)} --yes`),
    );
  }
}

async function launchAndWrite(options: MeasureOptions, measurement: MeasurementPlan, owner: string): Promise<void> {
  try {
    const document = await runMeasurement(measurement, owner);
    writeRows(options, measurement, document ?? nothingLeft(measurement));
  } catch (thrown) {
    if (!(thrown instanceof FindingError)) {
      throw thrown;
    }
    failWith(options, pasteableHints([thrown.finding], options.fleet));
  }
}

/** Stands for the document of an instance that ended before it could write one. */
const nothingLeft = ({ instanceType }: MeasurementPlan): MeasurementDocument => ({
  run: 'none',
  state: 'failed',
  instanceType,
  steps: [],
  reason:
    'the instance ended before its agent wrote anything: it may be one that knows no measurement, so push and deploy the agent of this release',
});

const announced = (measurement: MeasurementPlan) => ({
  measurement,
  permissions: neededPermissions(measurement),
  deployedBefore: neededDeployments(measurement),
});
