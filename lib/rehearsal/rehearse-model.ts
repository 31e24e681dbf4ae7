import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import type { CellPlan } from '../plan/capacity/cell';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { type EstimateEnd, simulatedEngine } from '../plan/capacity/simulated-engine';
import type { Plan } from '../plan/plan';
import type { Requests } from '../simulation/requests';
import { simulateCell } from '../simulation/simulate-cell';
import { type Condition, conditionsOf, conditionWords, demandFactor, lostRegion } from './conditions';
import { observed, type SimulatedCellPlan } from './observed';
import { regionRequests } from './region-requests';
import type { Rehearsed, WorkloadRehearsal } from './rehearsal';
import { type Arrivals, processOf, requestStream } from './request-stream';

export interface RehearsalOptions {
  readonly arrivals: Arrivals;
  /** The trace of a workload; undefined where it has none. */
  readonly recorded: (workload: string) => RecordedRequests | undefined;
  /** Is told what is simulated, now and then. */
  readonly says: (where: string) => void;
}

/** Simulates the cells of one model with all workloads that use them. */
export function rehearseModel(
  plan: Plan,
  sharing: readonly ServedRequests[],
  options: RehearsalOptions,
): WorkloadRehearsal[] {
  const regions = [...new Set(sharing.flatMap((one) => one.regions))];
  const streams = streamsByFactor(sharing, options);
  const runs = conditionsOf(regions).map((condition) => ({
    condition,
    ...cellsUnder(condition, plan, sharing, streams(demandFactor(condition)), options),
  }));
  return sharing.map(({ workload, model, slowest }, index) => ({
    workload: workload.name,
    model: model.name,
    instanceType: slowest.instanceType,
    process: processOf(options.arrivals, options.recorded(workload.name)),
    promise: workload.objectives.latency,
    conditions: runs.map(
      ({ condition, central, cautious }): Rehearsed => ({
        condition,
        central: observed(central, workload.name, index),
        cautious: observed(cautious, workload.name, index),
      }),
    ),
  }));
}

/** The requests of each workload, made once for each factor of demand. */
function streamsByFactor(sharing: readonly ServedRequests[], { arrivals, recorded }: RehearsalOptions) {
  const known = new Map<number, readonly Requests[]>();
  return (factor: number): readonly Requests[] => {
    const streams =
      known.get(factor) ??
      sharing.map(({ workload }, index) =>
        requestStream(workload, { ...arrivals, seed: arrivals.seed + index }, recorded(workload.name), factor),
      );
    known.set(factor, streams);
    return streams;
  };
}

function cellsUnder(
  condition: Condition,
  plan: Plan,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
  { arrivals, says }: RehearsalOptions,
): Record<EstimateEnd, SimulatedCellPlan[]> {
  const lost = lostRegion(condition);
  const model = sharing[0]?.model.name;
  const regions = sharing.flatMap((one) => one.regions).filter((region) => region !== lost);
  const cells = plan.cells.filter((cell) => cell.model === model && regions.includes(cell.region));
  const shared = streams.map((requests, workload) => ({
    requests,
    workload,
    shares: sharesOf(sharing[workload], lost),
  }));
  const run = cells.map((cell) => {
    const requests = regionRequests(shared, cell.region, arrivals.seed);
    return (end: EstimateEnd): SimulatedCellPlan =>
      simulated(plan, cell, sharing, requests, end, (arrived) =>
        says(
          `${model}: ${conditionWords(condition)}, ${cell.region}, ${end} speed, ${arrived} of ${requests.count} requests`,
        ),
      );
  });
  return { central: run.map((one) => one('central')), cautious: run.map((one) => one('cautious')) };
}

function sharesOf(one: ServedRequests | undefined, lost: string | undefined): ReadonlyMap<string, number> {
  const shares = one?.sharesWithout(lost !== undefined && one.regions.includes(lost) ? lost : undefined) ?? new Map();
  return new Map([...shares].map(([region, share]) => [region, share.value]));
}

function simulated(
  plan: Plan,
  cell: CellPlan,
  sharing: readonly ServedRequests[],
  requests: Requests,
  end: EstimateEnd,
  progress: (arrived: number) => void,
): SimulatedCellPlan {
  const here = sharing.filter(({ regions }) => regions.includes(cell.region));
  // One engine setting fits all: that of the workload with the fewest requests at once.
  const tightest = here.reduce((a, b) => (b.slowest.replica.concurrency < a.slowest.replica.concurrency ? b : a));
  const { slowest } = tightest;
  const { overheadSeconds, enginesPerInstance, engine, stepSeconds } = simulatedEngine(tightest, slowest, end);
  const prices = plan.cellCosts[plan.cells.indexOf(cell)]?.prices ?? [];
  const outcome = simulateCell(
    requests,
    {
      engine,
      stepSeconds,
      replicasPerInstance: enginesPerInstance,
      instances: cell.minInstances.value,
      scaling: {
        minInstances: cell.minInstances.value,
        maxInstances: cell.maxInstances.value,
        targetInFlight: cell.targetRequestsInFlight.value,
        coldStartSeconds: cell.coldStartAtMostSeconds.value,
      },
    },
    progress,
  );
  const usdPerHour = prices.find(({ instanceType }) => instanceType === slowest.instanceType)?.usdPerHour.value ?? 0;
  return { cell, requests, outcome, overheadSeconds, usdPerHour };
}
