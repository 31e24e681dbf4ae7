import type { ServedRequests } from '../plan/capacity/served-workload';
import type { FewestInstances, KeptPromise } from '../plan/capacity/simulated-cell';
import { type EstimateEnd, engineOfInputs, type SimulatedEngine } from '../plan/capacity/simulated-engine';
import { regionRequests } from '../rehearsal/region-requests';
import type { CellOutcome } from '../simulation/cell-outcome';
import type { Requests } from '../simulation/requests';
import { type SimulatedCell, simulateCell } from '../simulation/simulate-cell';
import type { CellQuestion, Load } from './cell-question';
import { demandGrowth } from './demand-growth';
import { fewestThat } from './fewest-that';
import { canNoLongerKeep, isKept, type SeenLatency, seenLatency } from './seen-latency';
import type { SizeQuestion } from './size-question';

/** The sizes of a cell at both ends of the throughput's range. */
export interface CellAnswer {
  readonly region: string;
  /** Fastest growth that the trace of a workload shows while an instance starts; null where no workload has a trace. */
  readonly growthRatio: number | null;
  /** Null where no number of instances keeps every promise at that end. */
  readonly ends: Readonly<Record<EstimateEnd, FewestInstances | null>>;
  /** On the running instances, at the hardest load that they are for; empty where nothing keeps the promises. */
  readonly kept: readonly KeptPromise[];
}

/** Simulates the cells of one model. @param streams the requests of each workload */
export function sizeAnswer(
  { cells, workloads, arrivals }: SizeQuestion,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
): CellAnswer[] {
  const search = new Search(sharing, streams, arrivals.seed);
  return cells.map((cell) => {
    const found = { cautious: search.end(cell, 'cautious'), central: search.end(cell, 'central') };
    const growths = workloads.flatMap(({ trace }, index) =>
      trace === undefined ? [] : [demandGrowth((streams[index] as Requests).arrivalSeconds, cell.launchMinutes)],
    );
    const known = growths.filter((growth) => growth !== undefined);
    return {
      region: cell.region,
      growthRatio: known.length === 0 ? null : Math.max(...known),
      ends: { central: fewestOf(found.central), cautious: fewestOf(found.cautious) },
      kept: cell.confidence === undefined ? [] : search.kept(found[cell.confidence]),
    };
  });
}

type FoundEnd = Readonly<Record<keyof FewestInstances, Found>>;

const fewestOf = (found: FoundEnd | undefined): FewestInstances | null =>
  found === undefined
    ? null
    : { own: found.own.instances, running: found.running.instances, grown: found.grown.instances };

interface Found {
  readonly instances: number;
  /** What the workloads saw on them. */
  readonly seen: () => readonly SeenLatency[];
}

class Search {
  private readonly requests = new Map<string, Requests>();
  private readonly found = new Map<string, Found | undefined>();
  /** What the last search found ÷ what arithmetic says: where the next one begins. At first as in most examples. */
  private ratio = 0.75;

  constructor(
    private readonly sharing: readonly ServedRequests[],
    private readonly streams: readonly Requests[],
    private readonly seed: number,
  ) {}

  end(cell: CellQuestion, end: EstimateEnd): FoundEnd | undefined {
    const { running: whenLost, grown: whenGrown, own: always } = cell.loads;
    const most = (loads: readonly Load[]): Found | undefined =>
      loads
        .map((load) => this.fewest(cell, load, end))
        .reduce((a, b) => (a === undefined || b === undefined ? undefined : b.instances > a.instances ? b : a));
    const [running, grown, own] = [most([...whenLost, ...always]), most([...whenGrown, ...always]), most(always)];
    return own && running && grown && { own, running, grown };
  }

  kept(found: FoundEnd | undefined): KeptPromise[] {
    const seen = found?.running.seen() ?? [];
    return seen.flatMap(({ requests, ...latencies }, index) =>
      requests === 0 ? [] : [{ workload: this.sharing[index]?.workload.name ?? '', ...latencies }],
    );
  }

  /** The same requests on the same engines are simulated once, in whichever regions they are. */
  private fewest(cell: CellQuestion, load: Load, end: EstimateEnd): Found | undefined {
    const requests = this.requestsOf(load, cell.region);
    if (requests.count === 0) {
      return { instances: 0, seen: () => [] };
    }
    const key = JSON.stringify([rangesOf(load, cell.region), cell.engines[end]]);
    if (!this.found.has(key)) {
      // What so many slow instances keep, as many fast ones keep, too.
      const enough = end === 'central' ? this.fewest(cell, load, 'cautious')?.instances : undefined;
      this.found.set(key, this.search(engineOfInputs(cell.engines[end]), load, requests, enough));
    }
    return this.found.get(key);
  }

  private search(
    engines: SimulatedEngine,
    load: Load,
    requests: Requests,
    enough = Number.POSITIVE_INFINITY,
  ): Found | undefined {
    const start = Math.max(1, Math.min(enough, Math.round(load.arithmetic * this.ratio)));
    const breaks = this.sharing.map(({ workload }, index) =>
      canNoLongerKeep(requests, index, engines.overheadSeconds, workload.objectives.latency),
    );
    const found = fewestThat(start, (instances): Found | undefined => {
      const simulate = once(() => outcomeOf(engines, requests, instances, breaks));
      const holds =
        instances >= enough ||
        (simulate().refused === 0 &&
          this.sharing.every(({ workload }, index) =>
            isKept({ requests, outcome: simulate() }, index, engines.overheadSeconds, workload.objectives.latency),
          ));
      return holds ? { instances, seen: once(() => this.seen(engines, requests, simulate())) } : undefined;
    });
    this.ratio = found === undefined || load.arithmetic === 0 ? this.ratio : found.instances / load.arithmetic;
    return found;
  }

  private seen({ overheadSeconds }: SimulatedEngine, requests: Requests, outcome: CellOutcome): SeenLatency[] {
    return this.sharing.map(({ workload }, index) =>
      seenLatency({ requests, outcome }, index, overheadSeconds, workload.objectives.latency),
    );
  }

  private requestsOf(load: Load, region: string): Requests {
    const key = JSON.stringify(rangesOf(load, region));
    const made =
      this.requests.get(key) ??
      regionRequests(
        this.streams.map((requests, workload) => ({ requests, workload, shares: new Map(load.shares[workload]) })),
        region,
        this.seed,
      );
    this.requests.set(key, made);
    return made;
  }
}

/** Cells of several regions may ask for what was found once. */
function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

const outcomeOf = (
  { engine, stepSeconds, enginesPerInstance }: SimulatedEngine,
  requests: Requests,
  instances: number,
  breaks: readonly NonNullable<SimulatedCell['stopsWhen']>[],
): CellOutcome =>
  simulateCell(requests, {
    engine,
    stepSeconds,
    replicasPerInstance: enginesPerInstance,
    instances,
    stopsWhenRefused: true,
    stopsWhen: (soFar, arrived) => breaks.some((broken) => broken(soFar, arrived)),
  });

/** Which part of each workload's requests a region is sent. */
export const rangesOf = ({ shares: ofWorkloads }: Load, region: string): (readonly [number, number])[] =>
  ofWorkloads.map((shares) => {
    const at = shares.findIndex(([name]) => name === region);
    const before = shares.slice(0, Math.max(0, at)).reduce((sum, [, share]) => sum + share, 0);
    return at < 0 ? [0, 0] : [before, before + (shares[at]?.[1] ?? 0)];
  });
