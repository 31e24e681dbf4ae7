import { cellPlan } from '../plan/capacity/cell';
import { byPromise, type ServedRequests, type ServedWorkload } from '../plan/capacity/served-workload';
import { cellCost } from '../plan/cost/cell-cost';
import { instancePrice } from '../plan/prices/price';
import { cellQuestion } from '../sizing/cell-question';
import { confidenceOf } from '../sizing/confidence';
import type { CellLoads } from './cell-loads';
import { leastInstances } from './least-instances';
import { type Placement, placementOf } from './placement';
import type { Candidate, SearchedCell } from './search';
import type { ServedPlacement } from './served-placement';

export interface CandidateContext {
  readonly loads: CellLoads;
  readonly rank: number;
}

/** A placement with its cells: those that clients wait for are searched, batches and encoders cost what the plan says. */
export function candidateOf(one: ServedPlacement, { loads, rank }: CandidateContext): Candidate<Placement> {
  const { model, served } = one;
  const placement = placementOf(model);
  const sharing = model.task === 'generate' ? served.flatMap(requestsOf) : [];
  const regions = [...new Set(served.flatMap((each) => each.regions))];
  const isSearched = (region: string): boolean => sharing.some((each) => each.regions.includes(region));
  const family = (kvPrecision: string): string => `${placement.instanceTypes[0]} with a cache in ${kvPrecision}`;
  return {
    of: placement,
    family: family(placement.kvPrecision),
    // A cache in 8 bits gives up accuracy, and is worth a word only where it is cheaper.
    betterThan: placement.kvPrecision === 'bf16' ? [family('fp8')] : [],
    rank,
    cells: regions.filter(isSearched).map((region) => searchedCell(one, sharing, region, loads)),
    otherUsdPerHour: regions
      .filter((region) => !isSearched(region))
      .reduce((usd, region) => usd + plannedUsdPerHour(one, region), 0),
  };
}

const requestsOf = (one: ServedWorkload): ServedRequests[] =>
  byPromise<ServedRequests[]>(one, { latency: (requests) => [requests], deadline: () => [] });

function searchedCell(
  { fleet, model }: ServedPlacement,
  sharing: readonly ServedRequests[],
  region: string,
  loads: CellLoads,
): SearchedCell {
  const here = sharing.filter(({ regions }) => regions.includes(region));
  const end = confidenceOf(fleet, here);
  const question = cellQuestion(region, sharing);
  const engine = question.engines[end];
  const others = [...new Set(here.flatMap(({ regions }) => regions))].filter((other) => other !== region);
  const cellLoads = loads.of(region, question.loads, others);
  return {
    region,
    engine,
    workloads: sharing.map(({ workload }) => workload),
    loads: cellLoads,
    usdPerHour: instancePrice(fleet, model.instanceTypes[0] as string, region).value,
    leastInstances: leastInstances(sharing, cellLoads, end),
  };
}

function plannedUsdPerHour({ fleet, model, served }: ServedPlacement, region: string): number {
  const users = served.filter(({ regions }) => regions.includes(region));
  return cellCost(fleet, cellPlan(model, region, users), users).expectedUsdPerHour.value;
}
