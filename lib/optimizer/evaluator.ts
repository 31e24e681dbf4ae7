import type { LatencyWorkload } from '../fleet/fleet';
import { type EngineInputs, engineOfInputs } from '../plan/capacity/simulated-engine';
import { simulateCell } from '../simulation/simulate-cell';
import { type SeenLatency, seenLatency } from '../sizing/seen-latency';
import type { CellLoad } from './cell-loads';

/** The promise that a cell breaks: of which workload, and what its clients would see in place of it. */
export interface Broken {
  readonly workload: string;
  readonly promise:
    | 'none refused'
    | 'timeToFirstTokenSeconds'
    | 'timePerOutputTokenSeconds'
    /** Until a standby has grown after the loss of a region. */
    | 'recoverySeconds'
    /** They must lie between the fewest and the most instances of a cell. */
    | 'busyHours'
    /** The deadline of a batch that runs on what the cells leave idle. */
    | 'deadlineHours';
  /** At the promised percentile; undefined where requests are refused, and for a batch that has no time to begin with. */
  readonly gotSeconds?: number;
  readonly promisedSeconds?: number;
  /** The region whose loss brings it about; undefined where all are well. */
  readonly lost?: string | undefined;
}

/** A cell as a placement would build it. */
export interface CandidateCell {
  readonly region: string;
  /** Engines that are alike have equal inputs, whatever instance they are on. */
  readonly engine: EngineInputs;
  /** The workloads of the model; their positions are those in the requests. */
  readonly workloads: readonly LatencyWorkload[];
  readonly loads: readonly CellLoad[];
}

interface Known {
  /** With so many engines a promise breaks, and so it does with fewer. */
  fails: { readonly engines: number; readonly broken: Broken } | undefined;
  /** With so many engines every promise holds, and so it does with more. */
  holdsFrom: number;
}

/**
 * Says for a number of engines whether every promise of a cell holds at its percentile, and nothing is refused, under each of its loads,
 * launching none. Engines that are alike are simulated once, however they are spread over instances.
 */
export class Evaluator {
  /** Simulations so far. */
  simulated = 0;
  private readonly known = new Map<string, Known>();

  constructor(private readonly says: (what: string) => void) {}

  /** The first promise that breaks; undefined where all hold. */
  broken(cell: CandidateCell, engines: number): Broken | undefined {
    for (const load of cell.loads) {
      const broken = this.brokenUnder(cell, load, engines);
      if (broken !== undefined) {
        return { ...broken, lost: load.lost };
      }
    }
    return undefined;
  }

  private brokenUnder(cell: CandidateCell, load: CellLoad, engines: number): Broken | undefined {
    const { enginesPerInstance: _spread, ...alike } = cell.engine;
    const key = JSON.stringify([alike, load.key]);
    const known = this.known.get(key) ?? { fails: undefined, holdsFrom: Number.POSITIVE_INFINITY };
    this.known.set(key, known);
    if (engines >= known.holdsFrom) {
      return undefined;
    }
    if (known.fails !== undefined && engines <= known.fails.engines) {
      return known.fails.broken;
    }
    const broken = this.simulate(cell, load, engines);
    if (broken === undefined) {
      known.holdsFrom = engines;
    } else {
      known.fails = { engines, broken };
    }
    return broken;
  }

  private simulate({ engine: inputs, workloads, region }: CandidateCell, { requests }: CellLoad, engines: number) {
    this.simulated += 1;
    this.says(`simulation ${this.simulated}, ${engines} engines in ${region}`);
    const { engine, stepSeconds, overheadSeconds } = engineOfInputs(inputs);
    const outcome = simulateCell(requests, {
      engine,
      stepSeconds,
      replicasPerInstance: engines,
      instances: 1,
      stopsWhenRefused: true,
    });
    if (outcome.refused > 0) {
      return { workload: workloads.map(({ name }) => name).join(' and '), promise: 'none refused' } as const;
    }
    const seen = workloads.map((workload, index) =>
      brokenPromise(workload, seenLatency({ requests, outcome }, index, overheadSeconds, workload.objectives.latency)),
    );
    return seen.find((broken) => broken !== undefined);
  }
}

function brokenPromise({ name, objectives }: LatencyWorkload, seen: SeenLatency): Broken | undefined {
  const [broken] = (['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds'] as const)
    .map((promise) => ({ promise, gotSeconds: seen[promise], promisedSeconds: objectives.latency[promise] }))
    .filter(({ gotSeconds, promisedSeconds }) => gotSeconds > promisedSeconds); // NaN, where there is nothing to see, is not above it
  return broken && { workload: name, ...broken };
}
