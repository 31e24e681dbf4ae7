import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { catalogueAgeFindings } from '../fleet/checks/catalogue-age';
import { error, type Finding } from '../fleet/findings';
import type { Fleet } from '../fleet/fleet';
import { loadFleet } from '../fleet/load-fleet';
import { loadPins } from '../fleet/lock-file';
import { makePlan, type PlannedFleet } from '../plan/make-plan';

/** A planned fleet, with the checked fleet file that it follows from. */
export interface ReadFleet extends PlannedFleet {
  readonly fleet?: Fleet;
}

/** Reads a fleet file with what lies beside it, and plans it. The date decides which warnings there are, never the plan. */
export function readPlan(fleetPath: string, today = new Date()): ReadFleet {
  const text = readSmallFile(fleetPath, 'the path of a fleet file; npx polyregion init writes one');
  const lockPath = lockFilePath(fleetPath);
  const lock = existsSync(lockPath) ? readSmallFile(lockPath, 'a lock file') : undefined;
  const unreadable = [text, lock].filter((file) => file !== undefined && typeof file !== 'string') as Finding[];
  if (unreadable.length > 0) {
    return { plan: undefined, findings: unreadable };
  }
  const folder = dirname(fleetPath);
  const { fleet, findings } = loadFleet(text as string, (path) => chunksOf(join(folder, path)));
  const pins = loadPins(lock as string | undefined, fleet?.regions ?? []);
  if (fleet === undefined) {
    return { plan: undefined, findings: [...findings, ...pins.findings.filter(({ level }) => level === 'error')] };
  }
  const planned = makePlan(fleet, pins.pins);
  const broken = pins.findings.some(({ level }) => level === 'error');
  return {
    fleet,
    plan: broken ? undefined : planned.plan,
    findings: [...findings, ...catalogueAgeFindings(today), ...pins.findings, ...planned.findings],
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
const lockFilePath = (fleetPath: string): string => fleetPath.replace(/(\.ya?ml)?$/, '.lock.yaml');

/** Where the runbooks of a fleet go: `runbooks/` beside `fleet.yaml`, `NAME.runbooks/` beside `NAME.yaml`. */
export function runbooksFolder(fleetPath: string): string {
  const name = basename(fleetPath).replace(/\.ya?ml$/, '');
  return join(dirname(fleetPath), name === 'fleet' ? 'runbooks' : `${name}.runbooks`);
}

/** Nobody writes a larger one by hand; the loader says so, and this keeps it from being read at all. */
const maxBytes = 64 * 1024 * 1024;

function readSmallFile(path: string, expected: string): string | Finding {
  const refuse = (problem: string): Finding =>
    error([], { problem, got: path, expected, fix: 'give --fleet PATH', source: 'npx polyregion --help' });
  if (!existsSync(path)) {
    return refuse('does not exist');
  }
  const { size, isFile } = { size: statSync(path).size, isFile: statSync(path).isFile() };
  if (!isFile) {
    return refuse('is not a file');
  }
  if (size > maxBytes) {
    return refuse(`is too large, ${size} bytes`);
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    return refuse(`cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
