import { existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { PushFault } from '../artifacts/push-fault';
import { type Finding, hasErrors } from '../fleet/findings';
import { loadMeasurements, measuredText } from '../fleet/measured-file';
import { type Measurements, mergeMeasurements } from '../fleet/measurements';
import { calibration } from '../plan/calibration';
import { deployedPart } from '../plan/deployed-part';
import { calibrationText } from '../report/calibration-text';
import { findingsText } from '../report/findings-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { measureFleet } from './measure-fleet';
import { QuietProgress } from './quiet-progress';
import { measurableNames, measuredFilePath, readPlan } from './read-plan';
import { writeWhole } from './write-whole';

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
    .description('read what the deployed fleet measured of itself, and let the plan count on it')
    .addOption(fleetOption())
    .option('--days <number>', 'whole days to read, up to yesterday in UTC; of minutes at most 14', toDays, 14)
    .option('--check', 'write nothing; fail when the measured file would change')
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion calibrate', 'npx polyregion calibrate --days 30 --check'))
    .action(calibrate);

async function calibrate({ fleet: path, days, check, json }: CalibrateOptions): Promise<void> {
  const { plan, fleet, findings } = readPlan(path, new Date(), { measured: false });
  if (plan === undefined || fleet === undefined) {
    refuse(findings);
    return;
  }
  const measuredPath = measuredFilePath(path);
  const text = existsSync(measuredPath) ? readFileSync(measuredPath, 'utf8') : undefined;
  const { measurements: older, findings: broken } = loadMeasurements(text, measurableNames(fleet));
  if (hasErrors(broken)) {
    refuse(broken);
    return;
  }
  let newer: Measurements;
  try {
    const progress = new QuietProgress();
    newer = await measureFleet(deployedPart(plan), { today: new Date(), days }, (where) => progress.say(where));
  } catch (thrown) {
    if (thrown instanceof PushFault) {
      refuse([thrown.finding]);
      return;
    }
    throw thrown;
  }
  const merged = mergeMeasurements(older, newer);
  const written = measuredText(merged);
  const changed = hasMeasured(newer) && written !== text;
  if (changed && !check) {
    const fault = writeWhole(measuredPath, written);
    if (fault !== undefined) {
      refuse([fault]);
      return;
    }
  }
  const result = calibration({ fleet, plan }, { newer, merged });
  const outcome = check ? 'out of date; run it without --check' : 'written; review it with git diff';
  process.stdout.write(
    json
      ? jsonText({ file: measuredPath, changed, written: changed && !check, ...result })
      : `${calibrationText(result)}${measuredPath}: ${changed ? outcome : 'current'}\n`,
  );
  process.exitCode = check && changed ? 1 : 0;
}

const hasMeasured = ({ coldStarts, throughput, tokens }: Measurements): boolean =>
  [coldStarts, throughput, tokens.workloads, tokens.models].some((part) => Object.keys(part).length > 0);

function refuse(findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  process.stderr.write(`${findingsText(errors)}calibrate: nothing was written\n`);
  process.exitCode = 1;
}
