import { Command } from 'commander';
import { measuredPlace } from '../../measure/measured-place';
import { type MeasurementPlan, measurementPlan } from '../../measure/measurement-plan';
import { neededDeployments, neededPermissions } from '../../measure/needed';
import { measurementText } from '../../report/measurement-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { writeDocument } from './write-document';

interface MeasureOptions extends FleetOptions {
  readonly model: string;
  readonly type?: string;
  readonly region?: string;
  readonly workload?: string;
  readonly from?: string;
}

export const measureCommand = (): Command =>
  new Command('measure')
    .description('say what one measurement of a model on one instance takes and costs, and write what it measured')
    .addOption(fleetOption())
    .requiredOption('--model <name>', 'model of the fleet file')
    .option('--type <name>', 'one of its instance types; unless given, the first')
    .option('--region <code>', 'where it runs; unless given, the first region of the model')
    .option('--workload <name>', 'whose requests are sent; unless given, the first workload of the model')
    .option('--from <path>', 'write the rows of a document that a measured instance left in the artifact bucket')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion measure --model llama-8b',
        'npx polyregion measure --model llama-70b --type p5en.48xlarge --region us-west-2 --json',
      ),
    )
    .action(measure);

function measure(options: MeasureOptions): void {
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
  if (options.from === undefined) {
    process.stdout.write(options.json ? jsonText(announced(measurement)) : measurementText(measurement));
  } else {
    writeDocument(options, options.from, measurement);
  }
}

const announced = (measurement: MeasurementPlan) => ({
  measurement,
  permissions: neededPermissions(measurement),
  deployedBefore: neededDeployments(measurement),
});
