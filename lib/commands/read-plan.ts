import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { budgetFindings } from '../budgets/budget-findings';
import { gpuInstanceTypeNames } from '../catalogue/instance-types';
import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { type Finding, hasErrors } from '../contract/findings';
import { besideFleetFile, fleetPlace } from '../contract/fleet-place';
import { catalogueAgeFindings } from '../fleet/checks/catalogue-age';
import { environmentText } from '../fleet/environment-text';
import { withPlaces } from '../fleet/finding-places';
import type { Fleet } from '../fleet/fleet';
import { loadFleet } from '../fleet/load-fleet';
import { loadPins } from '../fleet/lock-file';
import { loadMeasurements, type MeasurableNames } from '../fleet/measured-file';
import { type ReadRelated, relatedFiles } from '../fleet/related-files';
import { withMeasurements } from '../fleet/with-measurements';
import { withoutErrors } from '../fleet/without-errors';
import { stackFindings } from '../overhead/stack-findings';
import { allPhases } from '../plan/holders/phase-costs';
import { makePlan, type PlannedFleet } from '../plan/make-plan';
import { settledFleet } from '../plan/settled-fleet';
import { simulatedCells } from '../sizing/simulated-cells';
import { tracesOf } from '../sizing/traces-of';
import { knownSizes } from './known-sizes';
import { pasteableHints } from './pasteable-hints';
import { fleetFileExpected, readSmallFile } from './read-small-file';

/** A planned fleet, with the checked fleet file that it follows from. */
export interface ReadFleet extends PlannedFleet {
  readonly fleet?: Fleet;
}

/** A fleet file and what lies beside it as they stand, or as an edit would leave them. */
export interface FleetTexts {
  readonly fleet: string;
  /** Undefined where there is no lock file. */
  readonly lock: string | undefined;
  /** Undefined where nothing was measured yet, or where it should not count. */
  readonly measured: string | undefined;
}

/** Reads a fleet file with what lies beside it, and plans it. The date decides which warnings there are, never the plan. */
export function readPlan(fleetPath: string, today = new Date()): ReadFleet {
  const texts = readTexts(fleetPath);
  if (!('fleet' in texts)) {
    return { plan: undefined, answer: undefined, findings: texts };
  }
  return planTexts(fleetPath, texts, today);
}

export function readTexts(fleetPath: string): FleetTexts | Finding[] {
  const beside = (path: string, what: string) => (existsSync(path) ? readSmallFile(path, what) : undefined);
  const { file, environment } = fleetPlace(fleetPath);
  const written = readSmallFile(file, fleetFileExpected);
  const own =
    environment === undefined || typeof written !== 'string' ? undefined : environmentText(written, environment);
  if (own !== undefined && 'findings' in own) {
    return withPlaces(own.findings, String(written), file);
  }
  const fleet = own?.text ?? written;
  const lock = beside(lockFilePath(fleetPath), 'a lock file');
  const measured = beside(measuredFilePath(fleetPath), 'a measured file');
  return typeof fleet === 'string' && isText(lock) && isText(measured)
    ? { fleet, lock, measured }
    : [fleet, lock, measured].filter((file) => file !== undefined && typeof file !== 'string');
}

const isText = (file: string | Finding | undefined): file is string | undefined =>
  file === undefined || typeof file === 'string';

/** Plans texts as if they stood at a path: traces are read beside it. */
export function planTexts(fleetPath: string, texts: FleetTexts, today = new Date()): ReadFleet {
  const folder = dirname(fleetPath);
  const { environment } = fleetPlace(fleetPath);
  // The text of an environment is made from that of the file, so its lines are not the file's.
  const placed = (findings: readonly Finding[]) =>
    environment === undefined ? withPlaces(findings, texts.fleet, fleetPath) : findings;
  const read = (path: string) => chunksOf(join(folder, path));
  const loaded = loadFleet(texts.fleet, relatedFiles(read));
  const models = loaded.fleet?.models.map(({ name }) => name) ?? [];
  const pins = loadPins(texts.lock, loaded.fleet?.regions ?? [], models, loaded.fleet?.gateway !== undefined);
  if (loaded.fleet === undefined) {
    const errors = pins.findings.filter(({ level }) => level === 'error');
    const ofRest = findingsOfRest(texts.fleet, loaded.findings, read, folder);
    return { plan: undefined, answer: undefined, findings: [...placed([...loaded.findings, ...ofRest]), ...errors] };
  }
  const { measurements, findings: unmeasured } = loadMeasurements(texts.measured, measurableNames(loaded.fleet));
  const fleet = settledFleet(withMeasurements(loaded.fleet, measurements));
  const simulated = simulatedCells(fleet, tracesOf(fleet, read), knownSizes(folder));
  const planned = makePlan(fleet, pins.pins, simulated);
  const tooLarge = planned.plan === undefined ? [] : stackFindings(planned.plan);
  const unheard = planned.plan === undefined ? [] : budgetFindings(planned.plan);
  const broken = hasErrors([...pins.findings, ...unmeasured, ...tooLarge]);
  return {
    fleet,
    plan: broken ? undefined : planned.plan,
    answer: planned.answer,
    findings: pasteableHints(
      [
        ...placed(loaded.findings),
        ...unmeasured,
        ...catalogueAgeFindings(today, fleet.regions),
        ...pins.findings,
        ...placed(planned.findings),
        ...tooLarge,
        ...placed(unheard),
      ],
      fleetPath,
    ),
  };
}

/** Parts that were left out may leave others without what they need, and those are left out next. */
const mostRounds = 3;

/** What only a plan can show, of the workloads that the errors of a fleet file are not about: all that can be known in one round. */
function findingsOfRest(text: string, found: readonly Finding[], read: ReadRelated, folder: string): Finding[] {
  let rest = withoutErrors(text, found);
  for (let round = 0; rest !== undefined && round < mostRounds; round += 1) {
    const { pathInWhole, text: restText } = rest;
    const loaded = loadFleet(restText, relatedFiles(read));
    if (loaded.fleet !== undefined) {
      const fleet = settledFleet(loaded.fleet);
      const { findings } = makePlan(
        fleet,
        loadPins(undefined, fleet.regions).pins,
        simulatedCells(fleet, tracesOf(fleet, read), knownSizes(folder)),
      );
      return findings.flatMap((finding) => {
        const path = pathInWhole(finding.path);
        return path === undefined ? [] : [{ ...finding, path }];
      });
    }
    const whole = loaded.findings.flatMap((finding) => {
      const path = pathInWhole(finding.path);
      return path === undefined ? [] : [{ ...finding, path }];
    });
    rest = withoutErrors(text, [...found, ...whole]);
  }
  return [];
}

/** What the GPU instances of a changed fleet cost, sized as the fleet file asks for, USD per month; undefined where it cannot be served. */
export const costBeside =
  (fleetPath: string) =>
  (changed: Fleet): number | undefined => {
    const folder = dirname(fleetPath);
    const fleet = settledFleet(changed);
    const traces = tracesOf(fleet, (path) => chunksOf(join(folder, path)));
    const { answer } = makePlan(
      fleet,
      loadPins(undefined, fleet.regions).pins,
      simulatedCells(fleet, traces, knownSizes(folder)),
    );
    return answer && allPhases(answer.phases).expectedUsdPerMonth.value;
  };

/** A type that a model had is still a type: what was measured of it may stay. */
export const measurableNames = ({ models, workloads }: Fleet): MeasurableNames => ({
  models: models.map(({ name }) => name),
  workloads: workloads.map(({ name }) => name),
  instanceTypes: gpuInstanceTypeNames,
  stages: [...coldStartStages, wholeColdStart],
});

const chunkBytes = 64 * 1024;

export function* chunksOf(path: string): Generator<Uint8Array> {
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
export const lockFilePath = (fleetPath: string): string => besideFleetFile(fleetPath, 'lock');

/** `fleet.yaml` → `fleet.measured.yaml`. */
export const measuredFilePath = (fleetPath: string): string => besideFleetFile(fleetPath, 'measured');

/** The path of a fleet file from the folder in which the command runs; its name alone where it lies elsewhere, since on-call starts there. */
export function fromHere(fleetPath: string): string {
  const path = relative(process.cwd(), fleetPath).replaceAll('\\', '/');
  return path.startsWith('../') || isAbsolute(path) ? basename(fleetPath) : path;
}

/** Where the runbooks of a fleet go: `runbooks/` beside `fleet.yaml`, `NAME.runbooks/` beside `NAME.yaml`. */
export function runbooksFolder(fleetPath: string): string {
  const { file, environment } = fleetPlace(fleetPath);
  const name = basename(file).replace(/\.ya?ml$/, '');
  const parts = [...(name === 'fleet' ? [] : [name]), ...(environment === undefined ? [] : [environment]), 'runbooks'];
  return join(dirname(file), parts.join('.'));
}
