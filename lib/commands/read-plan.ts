import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogueAgeFindings } from '../fleet/checks/catalogue-age';
import { error } from '../fleet/findings';
import { loadFleet } from '../fleet/load-fleet';
import { loadPins } from '../fleet/lock-file';
import { makePlan, type PlannedFleet } from '../plan/make-plan';

/** Reads a fleet file with what lies beside it, and plans it. The date decides which warnings there are, never the plan. */
export function readPlan(fleetPath: string, today = new Date()): PlannedFleet {
  if (!existsSync(fleetPath) || !statSync(fleetPath).isFile()) {
    const fault = {
      problem: 'does not exist',
      got: fleetPath,
      expected: 'the path of a fleet file',
      fix: 'run: npx polyregion init, or give --fleet PATH',
      source: 'npx polyregion --help',
    };
    return { plan: undefined, findings: [error([], fault)] };
  }
  const folder = dirname(fleetPath);
  const { fleet, findings } = loadFleet(readFileSync(fleetPath, 'utf8'), (path) => readFileSync(join(folder, path)));
  if (fleet === undefined) {
    return { plan: undefined, findings };
  }
  const lockPath = lockFilePath(fleetPath);
  const lock = existsSync(lockPath) ? readFileSync(lockPath, 'utf8') : undefined;
  const pins = loadPins(lock, fleet.regions);
  const planned = makePlan(fleet, pins.pins);
  return {
    plan: planned.plan,
    findings: [...findings, ...catalogueAgeFindings(today), ...pins.findings, ...planned.findings],
  };
}

/** `fleet.yaml` → `fleet.lock.yaml`. */
export const lockFilePath = (fleetPath: string): string => fleetPath.replace(/(\.ya?ml)?$/, '.lock.yaml');
