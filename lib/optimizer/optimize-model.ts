import { hoursPerMonth } from '../figures/hours';
import type { Fleet, LatencyWorkload, Model, Workload } from '../fleet/fleet';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import type { Plan } from '../plan/plan';
import { type Arrivals, requestStream } from '../rehearsal/request-stream';
import { type CandidateContext, candidateOf } from './candidate-of';
import { CellLoads } from './cell-loads';
import { Evaluator } from './evaluator';
import { withFallbackTypes } from './fallback-types';
import { type Compared, givenUp } from './given-up';
import type { ModelChoice, ModelOptimization, SizedPlacement } from './optimization';
import { changesFrom, type Placement, placementOf } from './placement';
import { placementsOf } from './placements';
import { type Candidate, cheapest, type Found, firstFailure, type Sized, sized } from './search';
import { type ServedPlacement, servedPlacement, usersOf } from './served-placement';

export interface OptimizeOptions {
  readonly arrivals: Arrivals;
  /** The trace of a workload; undefined where it has none. */
  readonly recorded: (workload: string) => RecordedRequests | undefined;
  /** Choices that are wanted at most. */
  readonly most: number;
  /** The fleet file is new: what costs more than it says today is wanted too. @default false */
  readonly isNew?: boolean;
  /** Is told what is looked at, now and then. */
  readonly says: (what: string) => void;
}

/** Searches the cheapest ways to serve one model so that every promise holds, normally and after the loss of each region. */
export function optimizeModel(fleet: Fleet, plan: Plan, name: string, options: OptimizeOptions): ModelOptimization {
  const { arrivals, most, says, isNew = false } = options;
  const model = fleet.models.find((one) => one.name === name) as Model;
  const simulated: Fleet = { ...fleet, sizing: 'simulated' };
  const todays = placementOf(model);
  const loads = new CellLoads(streamsOf(fleet, name, options), arrivals.seed);
  const placements = placementsOf(fleet, model, regionsOf(fleet, name));
  const context = (placement: Placement): CandidateContext => ({ loads, rank: changesFrom(todays, placement) });
  const candidates = placements.flatMap((placement, index) => {
    says(`${name}: candidate ${index} of ${placements.length}`);
    const served = servedPlacement(simulated, name, placement);
    return typeof served === 'string' ? [] : [candidateOf(served, context(placement))];
  });
  const evaluator = new Evaluator((what) => says(`${name}: ${what}`));
  const asIs = candidateOf(servedPlacement(fleet, name, todays) as ServedPlacement, context(todays));
  const sizedToday = sized(asIs, todaysInstances(asIs, plan, name));
  const failure = firstFailure(sizedToday, evaluator);
  const limit = failure === undefined && !isNew ? sizedToday.usdPerHour : Number.POSITIVE_INFINITY;
  const today = compared(fleet, name, sizedPlacement(sizedToday));
  const choice = (found: Found<Placement>): ModelChoice => {
    const placement = withFallbackTypes(simulated, name, found, {
      evaluator,
      today: todays.instanceTypes,
      wanted: Math.max(2, todays.instanceTypes.length),
      context: context(found.candidate.of),
    });
    const chosen = { ...sizedPlacement(found), placement };
    const { nextCheaper: next } = found;
    return {
      ...chosen,
      givesUp: givenUp(today, compared(simulated, name, chosen)),
      ...(next && { nextCheaper: { ...sizedPlacement(next), region: next.region, broken: next.broken } }),
    };
  };
  const choices = cheapest(candidates, evaluator, most, limit).map(choice);
  return {
    model: name,
    candidates: placements.length,
    unfit: placements.length - candidates.length,
    simulations: evaluator.simulated,
    today: { ...today.sized, ...(failure && { region: failure.region, broken: failure.broken }) },
    choices,
  };
}

const regionsOf = (fleet: Fleet, name: string): string[] => [
  ...new Set(usersOf(fleet, name).flatMap(({ jurisdiction }) => fleet.jurisdictions[jurisdiction] ?? [])),
];

/** The requests of each workload of a model whose clients wait. */
const streamsOf = (fleet: Fleet, name: string, { arrivals, recorded }: OptimizeOptions) =>
  fleet.workloads
    .filter((one) => one.model === name && isWaitedFor(one))
    .map((workload, index) =>
      requestStream(workload, { ...arrivals, seed: arrivals.seed + index }, recorded(workload.name), 1),
    );

const isWaitedFor = (workload: Workload): workload is LatencyWorkload => workload.objectives.latency !== undefined;

/** As many as the plan runs at all times. */
const todaysInstances = (today: Candidate<Placement>, { cells }: Plan, name: string): number[] =>
  today.cells.map(
    ({ region }) => cells.find((cell) => cell.model === name && cell.region === region)?.minInstances.value ?? 1,
  );

const sizedPlacement = ({ candidate, instances, usdPerHour }: Sized<Placement>): SizedPlacement => ({
  placement: candidate.of,
  cells: candidate.cells.map(({ region }, index) => ({ region, instances: instances[index] as number })),
  usdPerMonth: usdPerHour * hoursPerMonth,
});

const compared = (fleet: Fleet, name: string, one: SizedPlacement): Compared => ({
  sized: one,
  served: servedPlacement(fleet, name, one.placement) as ServedPlacement,
});
