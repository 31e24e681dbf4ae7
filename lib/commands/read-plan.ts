import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { catalogueAgeFindings } from '../fleet/checks/catalogue-age';
import type { Finding } from '../fleet/findings';
import type { Fleet } from '../fleet/fleet';
import { loadFleet } from '../fleet/load-fleet';
import { loadPins } from '../fleet/lock-file';
import { makePlan, type PlannedFleet } from '../plan/make-plan';
import { fleetFileExpected, readSmallFile } from './read-small-file';

/** A planned fleet, with the checked fleet file that it follows from. */
export interface ReadFleet extends PlannedFleet {
  readonly fleet?: Fleet;
}

/** A fleet file and its lock file as they stand, or as an edit would leave them. */
export interface FleetTexts {
  readonly fleet: string;
  /** Undefined where there is no lock file. */
  readonly lock: string | undefined;
}

/** Reads a fleet file with what lies beside it, and plans it. The date decides which warnings there are, never the plan. */
export function readPlan(fleetPath: string, today = new Date()): ReadFleet {
  const texts = readTexts(fleetPath);
  return 'fleet' in texts ? planTexts(fleetPath, texts, today) : { plan: undefined, findings: texts };
}

export function readTexts(fleetPath: string): FleetTexts | Finding[] {
  const text = readSmallFile(fleetPath, fleetFileExpected);
  const lockPath = lockFilePath(fleetPath);
  const lock = existsSync(lockPath) ? readSmallFile(lockPath, 'a lock file') : undefined;
  return typeof text === 'string' && (lock === undefined || typeof lock === 'string')
    ? { fleet: text, lock }
    : [text, lock].filter((file) => file !== undefined && typeof file !== 'string');
}

/** Plans texts as if they stood at a path: traces are read beside it. */
export function planTexts(fleetPath: string, texts: FleetTexts, today = new Date()): ReadFleet {
  const folder = dirname(fleetPath);
  const { fleet, findings } = loadFleet(texts.fleet, (path) => chunksOf(join(folder, path)));
  const pins = loadPins(texts.lock, fleet?.regions ?? [], fleet?.models.map(({ name }) => name) ?? []);
  if (fleet === undefined) {
    return { plan: undefined, findings: [...findings, ...pins.findings.filter(({ level }) => level === 'error')] };
  }
  const planned = makePlan(fleet, pins.pins);
  const broken = pins.findings.some(({ level }) => level === 'error');
  return {
    fleet,
    plan: broken ? undefined : planned.plan,
    findings: [...findings, ...catalogueAgeFindings(today, fleet.regions), ...pins.findings, ...planned.findings],
  };
}

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

/** Where the runbooks of a fleet go: `runbooks/` beside `fleet.yaml`, `NAME.runbooks/` beside `NAME.yaml`. */
export function runbooksFolder(fleetPath: string): string {
  const name = basename(fleetPath).replace(/\.ya?ml$/, '');
  return join(dirname(fleetPath), name === 'fleet' ? 'runbooks' : `${name}.runbooks`);
}
