import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { catalogueAgeFindings } from '../fleet/checks/catalogue-age';
import { type Finding, hasErrors } from '../fleet/findings';
import type { Fleet } from '../fleet/fleet';
import { loadFleet } from '../fleet/load-fleet';
import { loadPins } from '../fleet/lock-file';
import { loadMeasurements, withMeasurements } from '../fleet/measured-file';
import { makePlan, type PlannedFleet } from '../plan/make-plan';
import { fleetFileExpected, readSmallFile } from './read-small-file';

/** A planned fleet, with the checked fleet file that it follows from. */
export interface ReadFleet extends PlannedFleet {
  readonly fleet?: Fleet;
}

/** Reads a fleet file with what lies beside it, measurements or not, and plans it. The date decides which warnings there are, never the plan. */
export function readPlan(fleetPath: string, today = new Date(), use = { measured: true }): ReadFleet {
  const text = readSmallFile(fleetPath, fleetFileExpected);
  const lockPath = lockFilePath(fleetPath);
  const lock = existsSync(lockPath) ? readSmallFile(lockPath, 'a lock file') : undefined;
  const measuredPath = measuredFilePath(fleetPath);
  const measured =
    use.measured && existsSync(measuredPath) ? readSmallFile(measuredPath, 'a measured file') : undefined;
  const unreadable = [text, lock, measured].filter(
    (file) => file !== undefined && typeof file !== 'string',
  ) as Finding[];
  if (unreadable.length > 0) {
    return { plan: undefined, findings: unreadable };
  }
  const folder = dirname(fleetPath);
  const loaded = loadFleet(text as string, (path) => chunksOf(join(folder, path)));
  const models = loaded.fleet?.models.map(({ name }) => name) ?? [];
  const pins = loadPins(lock as string | undefined, loaded.fleet?.regions ?? [], models);
  if (loaded.fleet === undefined) {
    const errors = pins.findings.filter(({ level }) => level === 'error');
    return { plan: undefined, findings: [...loaded.findings, ...errors] };
  }
  const { measurements, findings: unmeasured } = loadMeasurements(measured as string | undefined, models, stageNames);
  const fleet = withMeasurements(loaded.fleet, measurements);
  const planned = makePlan(fleet, pins.pins);
  const broken = hasErrors([...pins.findings, ...unmeasured]);
  return {
    fleet,
    plan: broken ? undefined : planned.plan,
    findings: [
      ...loaded.findings,
      ...unmeasured,
      ...catalogueAgeFindings(today, fleet.regions),
      ...pins.findings,
      ...planned.findings,
    ],
  };
}

const stageNames: readonly string[] = [...coldStartStages, wholeColdStart];

const chunkBytes = 64 * 1024;

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(chunkBytes);
    for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
      yield buffer.slice(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** `fleet.yaml` → `fleet.lock.yaml`. */
export const lockFilePath = (fleetPath: string): string => fleetPath.replace(/(\.ya?ml)?$/, '.lock.yaml');

/** `fleet.yaml` → `fleet.measured.yaml`. */
export const measuredFilePath = (fleetPath: string): string => fleetPath.replace(/(\.ya?ml)?$/, '.measured.yaml');

/** Where the runbooks of a fleet go: `runbooks/` beside `fleet.yaml`, `NAME.runbooks/` beside `NAME.yaml`. */
export function runbooksFolder(fleetPath: string): string {
  const name = basename(fleetPath).replace(/\.ya?ml$/, '');
  return join(dirname(fleetPath), name === 'fleet' ? 'runbooks' : `${name}.runbooks`);
}
