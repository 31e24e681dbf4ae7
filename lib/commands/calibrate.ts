import { existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { FindingError } from '../artifacts/finding-error';
import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import type { Finding } from '../fleet/findings';
import { loadMeasurements, type Measurements, measuredText, mergeMeasurements } from '../fleet/measured-file';
import { combineDays, type MeasuredDay } from '../plan/combine-days';
import { deployedPart } from '../plan/deployed-part';
import { driftRows } from '../plan/drift-rows';
import type { Plan } from '../plan/plan';
import { calibrationText } from '../report/calibration-text';
import { findingsText } from '../report/findings-text';
import { example, fleetOption } from './fleet-option';
import { readColdStartDays } from './read-cold-starts';
import { measuredFilePath, readPlan } from './read-plan';
import { writeWhole } from './write-whole';

interface CalibrateOptions {
  readonly fleet: string;
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
    .description('read what the deployed fleet measured of its cold starts, and let the plan count on it')
    .addOption(fleetOption())
    .option('--days <number>', 'whole days to read, up to yesterday in UTC', toDays, 14)
    .option('--check', 'write nothing; fail when the measured file would change')
    .addHelpText('after', example('npx polyregion calibrate', 'npx polyregion calibrate --days 30 --check'))
    .action(calibrate);

async function calibrate({ fleet: path, days, check }: CalibrateOptions): Promise<void> {
  const { plan, fleet, findings } = readPlan(path);
  if (plan === undefined || fleet === undefined) {
    refuse(findings);
    return;
  }
  const measuredPath = measuredFilePath(path);
  const text = existsSync(measuredPath) ? readFileSync(measuredPath, 'utf8') : undefined;
  const stages = [...coldStartStages, wholeColdStart];
  const older = loadMeasurements(
    text,
    fleet.models.map(({ name }) => name),
    stages,
  ).measurements;
  let newer: Measurements;
  try {
    newer = await measurements(deployedPart(plan), days);
  } catch (thrown) {
    if (thrown instanceof FindingError) {
      refuse([thrown.finding]);
      return;
    }
    throw thrown;
  }
  const unmeasured = readPlan(path, new Date(), { measured: false }).plan ?? plan;
  process.stdout.write(calibrationText(driftRows(unmeasured, newer)));
  const merged = measuredText(mergeMeasurements(older, newer));
  const changed = Object.keys(newer.coldStarts).length > 0 && merged !== text;
  if (changed && !check) {
    const fault = writeWhole(measuredPath, merged);
    if (fault !== undefined) {
      refuse([fault]);
      return;
    }
  }
  const outcome = check ? 'out of date; run it without --check' : 'written; review it with git diff';
  process.stdout.write(`${measuredPath}: ${changed ? outcome : 'current'}\n`);
  process.exitCode = check && changed ? 1 : 0;
}

/** Every deployed model, its regions taken together: the plan's cold start knows no region either. */
async function measurements(plan: Plan, days: number): Promise<Measurements> {
  const today = new Date().toISOString().slice(0, 10);
  const end = new Date(`${today}T00:00:00Z`);
  const until = new Date(end.getTime() - 1).toISOString().slice(0, 10);
  const byModel = new Map<string, Map<string, MeasuredDay[]>>();
  for (const { model, region } of plan.cells) {
    const stages = byModel.get(model) ?? new Map<string, MeasuredDay[]>();
    for (const [stage, found] of await readColdStartDays(region, { fleet: plan.fleet.name, model }, { end, days })) {
      stages.set(stage, [...(stages.get(stage) ?? []), ...found]);
    }
    byModel.set(model, stages);
  }
  const coldStarts = [...byModel].map(([model, stages]) => {
    const entries = [...stages].flatMap(([stage, found]) => {
      const seconds = combineDays(found, until);
      return seconds === undefined ? [] : [[stage, seconds] as const];
    });
    return [model, Object.fromEntries(entries)] as const;
  });
  return { coldStarts: Object.fromEntries(coldStarts.filter(([, stages]) => Object.keys(stages).length > 0)) };
}

function refuse(findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  process.stderr.write(`${findingsText(errors)}calibrate: nothing was written\n`);
  process.exitCode = 1;
}
