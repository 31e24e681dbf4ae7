import type { ServedRequests } from '../plan/capacity/served-workload';
import type { KeptPromise, SimulatedIdle } from '../plan/capacity/simulated-cell';
import { engineOfInputs } from '../plan/capacity/simulated-engine';
import { regionRequests } from '../rehearsal/region-requests';
import { withBacklog } from '../rehearsal/with-backlog';
import type { CellOutcome } from '../simulation/cell-outcome';
import type { Requests } from '../simulation/requests';
import { simulateCell } from '../simulation/simulate-cell';
import type { Load } from './cell-question';
import { hoursOfDay } from './hours-of-day';
import type { IdleCellQuestion, IdleQuestion } from './idle-question';
import { isKept, type SeenLatency, seenLatency } from './seen-latency';

export interface IdleAnswer extends SimulatedIdle {
  readonly region: string;
}

/** How much of a batch each cell takes beside the requests that people wait for. @param streams the requests of each workload */
export function idleAnswer(
  { idleCells, workloads, batch, arrivals: { seed } }: IdleQuestion,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
): IdleAnswer[] {
  const days = Object.fromEntries(
    workloads.flatMap(({ name, trace }, index) => {
      const day = trace === undefined ? undefined : hoursOfDay((streams[index] as Requests).arrivalSeconds);
      return day === undefined ? [] : [[name, day]];
    }),
  );
  return idleCells.map((cell) => {
    const runs = cell.loads.map((load) => runOf(cell, load, batch, sharing, streams, seed));
    const at = (below: number): Beside[] | undefined => {
      const seen: Beside[] = [];
      for (const run of runs) {
        const one = run(below);
        if (one === undefined) {
          return undefined;
        }
        seen.push(one);
      }
      return seen;
    };
    const { below, seen } = mostThat(cell.most, at);
    return {
      region: cell.region,
      most: cell.most,
      below,
      kept: sharing.flatMap(({ workload }, index) =>
        hardest(
          workload.name,
          seen.map((one) => one.latencies[index]),
        ),
      ),
      requestsPerSecond: seen[0]?.requestsPerSecond ?? 0,
      preemptions: seen[0]?.preemptions ?? 0,
      days,
    };
  });
}

/** What each workload saw of a cell with the batch beside it, and what was done of the batch. */
interface Beside {
  readonly latencies: readonly SeenLatency[];
  readonly requestsPerSecond: number;
  readonly preemptions: number;
}

/** Simulates one load with so much of the batch beside it; undefined where a promise breaks or a request is refused. */
function runOf(
  cell: IdleCellQuestion,
  { shares }: Load,
  batch: IdleQuestion['batch'],
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
  seed: number,
): (below: number) => Beside | undefined {
  const arriving = regionRequests(
    streams.map((requests, workload) => ({ requests, workload, shares: new Map(shares[workload]) })),
    cell.region,
    seed,
  );
  const { engine, stepSeconds, overheadSeconds, enginesPerInstance } = engineOfInputs(cell.engines);
  const seconds = arriving.arrivalSeconds[arriving.count - 1] ?? 0;
  const [meanInputTokens = 1, meanOutputTokens = 1, maxInputTokens = 1, maxOutputTokens = 1] = batch.lengths;
  const lengths = { meanInputTokens, meanOutputTokens, maxInputTokens, maxOutputTokens };
  return (below) => {
    const count =
      Math.ceil(cell.fastestPerSecond * cell.instances * seconds) + below * enginesPerInstance * cell.instances;
    const requests = withBacklog(arriving, count, sharing.length, { ...batch, lengths }, seed);
    const outcome = simulateCell(requests, {
      engine,
      stepSeconds,
      replicasPerInstance: enginesPerInstance,
      instances: cell.instances,
      stopsWhenRefused: true,
      backlog: { first: arriving.count, below },
    });
    if (outcome.refused > 0) {
      return undefined;
    }
    const served = { requests, outcome };
    const isEveryKept = sharing.every(({ workload }, index) =>
      isKept(served, index, overheadSeconds, workload.objectives.latency),
    );
    return isEveryKept
      ? {
          latencies: sharing.map(({ workload }, index) =>
            seenLatency(served, index, overheadSeconds, workload.objectives.latency),
          ),
          requestsPerSecond: outcome.seconds === 0 ? 0 : doneFrom(arriving.count, outcome) / outcome.seconds,
          preemptions: outcome.preemptions,
        }
      : undefined;
  };
}

const doneFrom = (first: number, { finishedAt }: CellOutcome): number =>
  finishedAt.subarray(first).reduce((count, at) => count + (Number.isNaN(at) ? 0 : 1), 0);

/** The largest number, at most `most`, of which `at` says something, by halving; 0 where it says nothing of 1. */
function mostThat(most: number, at: (below: number) => Beside[] | undefined): { below: number; seen: Beside[] } {
  let [low, high] = [0, most];
  let found: Beside[] = [];
  for (let tried = most; low < high; tried = Math.ceil((low + high) / 2)) {
    const seen = at(tried);
    [low, high, found] = seen === undefined ? [low, tried - 1, found] : [tried, high, seen];
  }
  return { below: low, seen: found };
}

/** The load at which a workload waits longest for its first token. */
function hardest(workload: string, seen: readonly (SeenLatency | undefined)[]): KeptPromise[] {
  const known = seen.filter((one) => one !== undefined && one.requests > 0) as SeenLatency[];
  return known.length === 0
    ? []
    : [
        {
          workload,
          at: (known[0] as SeenLatency).at,
          timeToFirstTokenSeconds: Math.max(...known.map((one) => one.timeToFirstTokenSeconds)),
          timePerOutputTokenSeconds: Math.max(...known.map((one) => one.timePerOutputTokenSeconds)),
        },
      ];
}
