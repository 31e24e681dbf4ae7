import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LoadedFleet, loadFleet } from '../../lib/fleet/load-fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { makePlan, type PlannedFleet } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';

export const projectRoot = join(__dirname, '../..');

export const readText = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** Every fleet file of the project. */
export const exampleFleets: readonly string[] = [
  'fleet.yaml',
  ...readdirSync(join(projectRoot, 'fleets'))
    .filter((name) => name.endsWith('.yaml') && !/\.(lock|measured)\.yaml$/.test(name))
    .map((name) => `fleets/${name}`),
];

/** The example with one workload, which most tests edit: one sentence changed, one thing that follows. */
export const chatFleetText = (): string => readText('fleets/chat.yaml');

/** Loads fleet file text as if it stood among the examples. */
export const load = (text: string, folder = 'fleets'): LoadedFleet =>
  loadFleet(text, (path) => [readFileSync(join(projectRoot, folder, path))]);

/** Loads and plans fleet file text, nothing pinned. */
export function planOf(text: string): PlannedFleet {
  const { fleet, findings } = load(text);
  return fleet === undefined ? { plan: undefined, findings } : makePlan(fleet, loadPins(undefined, fleet.regions).pins);
}

/** The plan of one of the project's own fleet files, which must be valid. */
export function validPlan(path = 'fleets/chat.yaml'): Plan {
  const { fleet } = load(readText(path), dirname(path));
  const { plan } = fleet === undefined ? { plan: undefined } : makePlan(fleet, loadPins(undefined, fleet.regions).pins);
  if (plan === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  return plan;
}

/** Replaces exactly one occurrence, so that a test whose text has moved fails instead of testing nothing. */
export function edit(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(`expected ${JSON.stringify(from)} once, found ${parts.length - 1} times`);
  }
  return parts.join(to);
}
