import type { Finding } from '../../contract/findings';
import type { DeadlineWorkload, Fleet, LatencyWorkload, Model, Workload } from '../../fleet/fleet';
import { owningWorkloads } from '../../fleet/idle-work';
import { type DemandPlan, demandPlan } from '../traffic/demand';
import { type SharesWithout, sharesWithout } from '../traffic/shares';
import { companions } from './companions';
import { type EngineBounds, isServingType, isUnfit, type ServingType, servingType } from './serving-type';

/** A workload, or the texts that its embedding or reranking model reads, with everything that its cells are sized by. */
export interface ServedWorkload<Shaped extends Workload = Workload> {
  readonly workload: Shaped;
  readonly model: Model;
  /** Regions of its jurisdiction; in a standby mode the first one serves. */
  readonly regions: readonly string[];
  readonly demand: DemandPlan;
  /** Allowed types, first choice first. */
  readonly types: readonly ServingType[];
  /** The allowed type that serves least: capacity is sized for it, whichever type launches. */
  readonly slowest: ServingType;
  readonly sharesWithout: SharesWithout;
}

/** A workload whose clients wait for each answer. */
export type ServedRequests = ServedWorkload<LatencyWorkload>;

/** A workload whose requests are handed in together and finished by a deadline. */
export type ServedBatch = ServedWorkload<DeadlineWorkload>;

/** Decides by what a workload is promised. */
export function byPromise<T>(
  one: ServedWorkload,
  decide: { readonly latency: (one: ServedRequests) => T; readonly deadline: (one: ServedBatch) => T },
): T {
  const { workload } = one;
  switch (workload.shape) {
    case 'realtime-assistant':
    case 'retrieval-analytics':
      return decide.latency({ ...one, workload });
    case 'batch-inference':
      return decide.deadline({ ...one, workload });
    default:
      return workload satisfies never;
  }
}

type Outcome = {
  readonly workload: Workload;
  readonly model: Model;
  readonly types: readonly (ServingType | Finding)[];
};

/** Every workload on its model, or why a type cannot serve one. */
export function servedWorkloads(fleet: Fleet): { served: readonly ServedWorkload[]; findings: readonly Finding[] } {
  const all = owningWorkloads(fleet).flatMap((workload) => [workload, ...companions(workload, fleet.models)]);
  const outcomes = all.map((workload) => outcomeAlone(fleet, all, workload));
  const findings = outcomes.flatMap(({ types }) => types.filter(isUnfit));
  if (findings.length > 0) {
    return { served: [], findings: distinct(findings) };
  }
  const alone = new Map(outcomes.map((one) => [one.workload, one]));
  return { served: outcomes.map((one) => complete(fleet, together(fleet, alone, one))), findings };
}

/** What a model does for each workload that asks it; undefined where one of its types cannot serve one of them. */
export function servedBy(fleet: Fleet, name: string): readonly Served[] | undefined {
  const all = owningWorkloads(fleet).flatMap((workload) => [workload, ...companions(workload, fleet.models)]);
  const outcomes = all.filter(({ model }) => model === name).map((workload) => outcomeAlone(fleet, all, workload));
  return outcomes.every(({ types }) => types.every(isServingType))
    ? outcomes.map(({ workload, types }) => ({ workload, types: types.filter(isServingType) }))
    : undefined;
}

/** A workload with what its model does on each of its types. */
export interface Served {
  readonly workload: Workload;
  readonly types: readonly ServingType[];
}

function outcomeAlone(fleet: Fleet, all: readonly Workload[], workload: Workload): Outcome {
  const longest = neighbours(fleet, all, workload).reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  return outcome(fleet, workload, { ...longest, concurrency: Number.POSITIVE_INFINITY });
}

function outcome(fleet: Fleet, workload: Workload, bounds: EngineBounds): Outcome {
  const model = fleet.models.find(({ name }) => name === workload.model) as Model;
  return {
    workload,
    model,
    types: model.instanceTypes.map((name) => servingType(fleet, model, workload, name, bounds)),
  };
}

/** The same at a concurrency that meets the objectives of every workload that shares a cell with it. */
function together(fleet: Fleet, alone: ReadonlyMap<Workload, Outcome>, one: Outcome): Outcome {
  const sharing = neighbours(fleet, [...alone.keys()], one.workload);
  const concurrencyOf = (workload: Workload): number =>
    Math.min(...(alone.get(workload)?.types ?? []).filter(isServingType).map(({ replica }) => replica.concurrency));
  const lowest = Math.min(...sharing.map(concurrencyOf));
  const longest = sharing.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  return sharing.length === 1 ? one : outcome(fleet, one.workload, { ...longest, concurrency: lowest });
}

function complete(fleet: Fleet, { workload, model, types }: Outcome): ServedWorkload {
  const serving = types.filter(isServingType);
  const regions = regionsOf(fleet, workload);
  return {
    workload,
    model,
    regions,
    demand: demandPlan(workload),
    types: serving,
    slowest: serving.reduce((a, b) => (b.plannedRequestsPerSecond.value < a.plannedRequestsPerSecond.value ? b : a)),
    sharesWithout: sharesWithout(workload, regions),
  };
}

const regionsOf = (fleet: Fleet, { jurisdiction }: Workload): readonly string[] =>
  fleet.jurisdictions[jurisdiction] ?? [];

/** Those that share a cell with `workload`, itself included, and those that share one with them: one engine setting fits all. */
function neighbours(fleet: Fleet, all: readonly Workload[], workload: Workload): Workload[] {
  const sameModel = all.filter(({ model }) => model === workload.model);
  let near: Workload[] = [workload];
  for (let known = 0; known < near.length; ) {
    known = near.length;
    const regions = near.flatMap((one) => regionsOf(fleet, one));
    near = sameModel.filter((other) => regionsOf(fleet, other).some((region) => regions.includes(region)));
  }
  return near;
}

const lengthOf = ({ maxInputTokens, maxOutputTokens }: Workload): number => maxInputTokens + maxOutputTokens;

const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values(),
];
