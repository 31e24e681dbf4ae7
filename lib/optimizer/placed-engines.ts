import { cautiousRate } from '../figures/figure';
import type { Fleet } from '../fleet/fleet';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { ServingType } from '../plan/capacity/serving-type';
import { type EngineInputs, type EstimateEnd, engineInputs } from '../plan/capacity/simulated-engine';
import { tightest } from '../plan/capacity/tightest';
import { replicaThroughput } from '../plan/throughput/replica-throughput';
import { confidenceOf } from '../sizing/confidence';
import { typeOf } from './placements';

/** The engines of a placement, as the simulations of a cell take them. */
export interface PlacedEngines {
  readonly end: EstimateEnd;
  readonly inputs: EngineInputs;
  /** Requests per second of an instance at its best, by workload. */
  readonly highest: readonly number[];
}

/** They follow from the placement and from which workloads share a cell, in whichever region it is. */
const known = new WeakMap<ServingType, Map<string, PlacedEngines>>();

/** @param sharing the workloads of the model @param here those of one cell */
export function placedEngines(
  fleet: Fleet,
  sharing: readonly ServedRequests[],
  here: readonly ServedRequests[],
): PlacedEngines {
  const deciding = tightest(here);
  const ofType = known.get(deciding.slowest) ?? new Map<string, PlacedEngines>();
  known.set(deciding.slowest, ofType);
  const key = here.map(({ workload }) => workload.name).join();
  const engines = ofType.get(key) ?? enginesOf(fleet, sharing, here, deciding);
  ofType.set(key, engines);
  return engines;
}

function enginesOf(
  fleet: Fleet,
  sharing: readonly ServedRequests[],
  here: readonly ServedRequests[],
  deciding: ServedRequests,
): PlacedEngines {
  const end = confidenceOf(fleet, here);
  return {
    end,
    inputs: engineInputs(deciding, deciding.slowest, end),
    highest: sharing.map((one) => highestRate(one, end)),
  };
}

function highestRate({ model, workload, slowest }: ServedRequests, end: EstimateEnd): number {
  const rates = replicaThroughput(model, workload, typeOf(slowest.instanceType))
    .filter(({ concurrency }) => concurrency <= slowest.replica.concurrency)
    .map(({ requestsPerSecond }) => (end === 'central' ? requestsPerSecond.value : cautiousRate(requestsPerSecond)));
  return slowest.replicasPerInstance.value * Math.max(...rates);
}
