import type { ServedRequests } from '../plan/capacity/served-workload';
import type { FewestInstances, KeptPromise } from '../plan/capacity/simulated-cell';
import { type EstimateEnd, engineOfInputs } from '../plan/capacity/simulated-engine';
import { regionRequests } from '../rehearsal/region-requests';
import type { Requests } from '../simulation/requests';
import { simulateCell } from '../simulation/simulate-cell';
import type { CellQuestion, Load } from './cell-question';
import { demandGrowth } from './demand-growth';
import { fewestThat } from './fewest-that';
import { isKept, type SeenLatency, seenLatency } from './seen-latency';
import type { SizeQuestion } from './size-question';

/** The sizes of a cell at both ends of the throughput's range. */
export interface CellAnswer {
  readonly region: string;
  /** Fastest growth that the trace of a workload shows while an instance starts; null where no workload has a trace. */
  readonly growthRatio: number | null;
  readonly ends: Readonly<Record<EstimateEnd, EndAnswer | null>>;
}

export interface EndAnswer {
  readonly fewest: FewestInstances;
  /** On the running instances, at the hardest load that they are for. */
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
    const cautious = search.end(cell, 'cautious');
    const growths = workloads.flatMap(({ trace }, index) =>
      trace === undefined ? [] : [demandGrowth((streams[index] as Requests).arrivalSeconds, cell.launchMinutes)],
    );
    const known = growths.filter((growth) => growth !== undefined);
    const growthRatio = known.length === 0 ? null : Math.max(...known);
    return { region: cell.region, growthRatio, ends: { central: search.end(cell, 'central'), cautious } };
  });
}

interface Found {
  readonly instances: number;
  readonly seen: readonly SeenLatency[];
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

  end(cell: CellQuestion, end: EstimateEnd): EndAnswer | null {
    const { running, grown, own } = cell.loads;
    const most = (loads: readonly Load[]): Found | undefined =>
      loads
        .map((load) => this.fewest(cell, load, end))
        .reduce((a, b) => (a === undefined || b === undefined ? undefined : b.instances > a.instances ? b : a));
    const [runs, grows, alone] = [most([...running, ...own]), most([...grown, ...own]), most(own)];
    return alone === undefined || runs === undefined || grows === undefined
      ? null
      : {
          fewest: { own: alone.instances, running: runs.instances, grown: grows.instances },
          kept: this.sharing.flatMap(({ workload }, index) => {
            const seen = runs.seen[index];
            return seen === undefined || seen.requests === 0
              ? []
              : [
                  {
                    workload: workload.name,
                    at: seen.at,
                    timeToFirstTokenSeconds: seen.timeToFirstTokenSeconds,
                    timePerOutputTokenSeconds: seen.timePerOutputTokenSeconds,
                  },
                ];
          }),
        };
  }

  /** The same requests on the same engines are simulated once, in whichever regions they are. */
  private fewest(cell: CellQuestion, load: Load, end: EstimateEnd): Found | undefined {
    const requests = this.requestsOf(load, cell.region);
    if (requests.count === 0) {
      return { instances: 0, seen: [] };
    }
    const key = JSON.stringify([rangesOf(load, cell.region), cell.engines[end]]);
    if (!this.found.has(key)) {
      this.found.set(key, this.search(cell, load, requests, end));
    }
    return this.found.get(key);
  }

  private search(cell: CellQuestion, load: Load, requests: Requests, end: EstimateEnd): Found | undefined {
    const { engine, stepSeconds, overheadSeconds, enginesPerInstance } = engineOfInputs(cell.engines[end]);
    const start = Math.max(1, Math.round(load.arithmetic * this.ratio));
    const found = fewestThat(start, (instances): Found | undefined => {
      const outcome = simulateCell(requests, {
        engine,
        stepSeconds,
        replicasPerInstance: enginesPerInstance,
        instances,
        stopsWhenRefused: true,
      });
      if (outcome.refused > 0) {
        return undefined;
      }
      const seen = this.sharing.map(({ workload }, index) =>
        seenLatency({ requests, outcome }, index, overheadSeconds, workload.objectives.latency),
      );
      return this.sharing.every(({ workload }, index) =>
        isKept(seen[index] as SeenLatency, workload.objectives.latency),
      )
        ? { instances, seen }
        : undefined;
    });
    this.ratio = found === undefined || load.arithmetic === 0 ? this.ratio : found.instances / load.arithmetic;
    return found;
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

/** Which part of each workload's requests a region is sent. */
export const rangesOf = ({ shares: ofWorkloads }: Load, region: string): (readonly [number, number])[] =>
  ofWorkloads.map((shares) => {
    const at = shares.findIndex(([name]) => name === region);
    const before = shares.slice(0, Math.max(0, at)).reduce((sum, [, share]) => sum + share, 0);
    return at < 0 ? [0, 0] : [before, before + (shares[at]?.[1] ?? 0)];
  });
