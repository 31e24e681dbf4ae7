import { Command, InvalidArgumentError } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { type Finding, hasErrors } from '../../contract/findings';
import { loadMeasurements, measuredText } from '../../fleet/measured-file';
import { type Measurements, mergeMeasurements } from '../../fleet/measurements';
import { deployedPart } from '../../plan/deployed-part';
import { calibration } from '../../plan/measured/calibration';
import { calibrationText } from '../../report/calibration-text';
import { findingsText } from '../../report/findings-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { type FleetTexts, measurableNames, measuredFilePath, planTexts, readTexts } from '../read-plan';
import { writeWhole } from '../write-whole';
import { measureFleet } from './measure-fleet';
import { QuietProgress } from './quiet-progress';

interface CalibrateOptions extends FleetOptions {
  readonly days: number;
  readonly check?: boolean;
}

/** CloudWatch keeps days for 15 months; what is older than a quarter of a year was another fleet. */
const mostDays = 90;

function toDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw new InvalidArgumentError(`must be whole days, got ${text}, expected 1 to ${mostDays}`);
  }
  return days;
}

export const calibrateCommand = (): Command =>
  new Command('calibrate')
    .description('read what the deployed fleet measured, and write it beside the fleet file, where the plan uses it')
    .addOption(fleetOption())
    .option(
      '--days <number>',
      'number of whole days to read, ending yesterday (UTC); values by the minute cover at most 14 days',
      toDays,
      14,
    )
    .option('--check', 'write nothing; fail when the measured file would change')
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion calibrate', 'npx polyregion calibrate --days 30 --check'))
    .action(calibrate);

async function calibrate({ fleet: path, days, check, json }: CalibrateOptions): Promise<void> {
  const texts = readTexts(path);
  if (!('fleet' in texts)) {
    refuse(texts);
    return;
  }
  const { plan, fleet, findings } = planTexts(path, { ...texts, measured: undefined });
  if (plan === undefined || fleet === undefined) {
    refuse(findings);
    return;
  }
  const measuredPath = measuredFilePath(path);
  const { measurements: older, findings: broken } = loadMeasurements(texts.measured, measurableNames(fleet));
  if (hasErrors(broken)) {
    refuse(broken);
    return;
  }
  let measured: Awaited<ReturnType<typeof measureFleet>>;
  try {
    const progress = new QuietProgress();
    measured = await measureFleet(deployedPart(plan), { today: new Date(), days }, (where) => progress.say(where));
  } catch (thrown) {
    if (thrown instanceof FindingError) {
      refuse([thrown.finding]);
      return;
    }
    throw thrown;
  }
  const { newer } = measured;
  const merged = mergeMeasurements(older, newer);
  const written = measuredText(merged);
  const changed = hasMeasured(newer) && written !== texts.measured;
  if (changed && !check) {
    const fault = writeWhole(measuredPath, written);
    if (fault !== undefined) {
      refuse([fault]);
      return;
    }
  }
  const result = {
    ...calibration({ fleet, plan }, { ...measured, merged }),
    findings: newFindings(path, { ...texts, measured: written }, findings),
  };
  const outcome = check ? 'out of date; run it without --check' : 'written; review it with git diff';
  process.stdout.write(
    json
      ? jsonText({ file: measuredPath, changed, written: changed && !check, ...result })
      : `${calibrationText(result)}${measuredPath}: ${changed ? outcome : 'current'}\n`,
  );
  process.exitCode = check && changed ? 1 : 0;
}

/** What the plan says only because of what was measured: an expected cost above its budget, for example. */
const newFindings = (path: string, texts: FleetTexts, before: readonly Finding[]): readonly Finding[] =>
  planTexts(path, texts).findings.filter(
    ({ path: at, message }) => !before.some((one) => one.path === at && one.message === message),
  );

const hasMeasured = ({ coldStarts, throughput, tokens }: Measurements): boolean =>
  [coldStarts, throughput, tokens.workloads, tokens.models].some((part) => Object.keys(part).length > 0);

function refuse(findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  process.stderr.write(`${findingsText(errors)}calibrate: nothing was written\n`);
  process.exitCode = 1;
}
