import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { knownSizes } from '../../lib/commands/known-sizes';
import type { Fleet } from '../../lib/fleet/fleet';
import { type LoadedFleet, loadFleet } from '../../lib/fleet/load-fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { type RelatedFiles, relatedFiles } from '../../lib/fleet/related-files';
import { makePlan, type PlannedFleet } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { settledFleet } from '../../lib/plan/settled-fleet';
import { simulatedCells } from '../../lib/sizing/simulated-cells';
import { tracesOf } from '../../lib/sizing/traces-of';
import { frozen } from './frozen';
import { projectRoot, readText } from './project-root';

/** Every fleet file of the project. */
export const exampleFleets: readonly string[] = [
  'fleet.yaml',
  ...readdirSync(join(projectRoot, 'fleets'))
    .filter((name) => name.endsWith('.yaml') && !/\.(lock|measured)\.yaml$/.test(name))
    .map((name) => `fleets/${name}`),
];

/** The example with one workload, which most tests edit: one sentence changed, one thing that follows. */
export const chatFleetText = (): string => readText('fleets/chat.yaml');

/** What lies beside the fleet files of a folder, parsed once: a trace takes longer than the rest of a plan. */
const beside = new Map<string, RelatedFiles>();

function relatedIn(folder: string): RelatedFiles {
  const related = beside.get(folder) ?? relatedFiles((path) => [readFileSync(join(projectRoot, folder, path))]);
  beside.set(folder, related);
  return related;
}

/** Loads fleet file text as if it stood among the examples. */
export const load = (text: string, folder = 'fleets'): LoadedFleet => loadFleet(text, relatedIn(folder));

/** Loads and plans fleet file text, nothing pinned. */
export function planOf(text: string, folder = 'fleets'): PlannedFleet {
  const { fleet, findings } = load(text, folder);
  return fleet === undefined
    ? { plan: undefined, answer: undefined, findings }
    : sizedPlan(settledFleet(fleet), folder);
}

/** Plans a fleet as the commands do, nothing pinned. */
export function sizedPlan(fleet: Fleet, folder: string): PlannedFleet {
  const traces = tracesOf(fleet, (path) => [readFileSync(join(projectRoot, folder, path))]);
  const { pins } = loadPins(undefined, fleet.regions);
  return makePlan(fleet, pins, simulatedCells(fleet, traces, knownSizes(projectRoot)));
}

/** The plan of one of the project's own fleet files, which must be valid. */
export function validPlan(path = 'fleets/chat.yaml'): Plan {
  const made = validPlans.get(path) ?? frozen(planned(path));
  validPlans.set(path, made);
  return made;
}

/** Made once, and frozen, because many tests read them. */
const validPlans = new Map<string, Plan>();

function planned(path: string): Plan {
  const { fleet } = load(readText(path), dirname(path));
  const { plan } = fleet === undefined ? { plan: undefined } : sizedPlan(fleet, dirname(path));
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
