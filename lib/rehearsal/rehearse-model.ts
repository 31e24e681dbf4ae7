import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import { sentShares } from '../plan/capacity/sent-shares';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import type { Plan } from '../plan/plan';
import type { Requests } from '../simulation/requests';
import { type Beside, sentWithBatch } from './beside';
import { type Condition, conditionsOf, conditionWords, demandFactor, lostRegion } from './conditions';
import { idleObserved } from './idle-observed';
import { observed, type SimulatedCellPlan } from './observed';
import { regionRequests } from './region-requests';
import type { FewestInstances, IdleRehearsal, Rehearsed, WorkloadRehearsal } from './rehearsal';
import { type Arrivals, processOf, requestStream } from './request-stream';
import { simulateCellPlan } from './simulate-cell-plan';

/** Searches the fewest instances of each cell that keep every promise. @param streams the requests of each workload */
export type FewestSearch = (
  plan: Plan,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
) => FewestInstances[];

export interface RehearsalOptions {
  readonly arrivals: Arrivals;
  /** The trace of a workload; undefined where it has none. */
  readonly recorded: (workload: string) => RecordedRequests | undefined;
  /** @default the fewest instances are not searched */
  readonly fewest?: FewestSearch;
  /** Is told what is simulated, now and then. */
  readonly says: (where: string) => void;
}

/** The workloads of one model, and a batch on what they leave idle. */
export interface ModelRehearsal {
  readonly workloads: readonly WorkloadRehearsal[];
  readonly idleWork: readonly IdleRehearsal[];
}

/** Simulates the cells of one model with all workloads that use them. @param beside the batch on what they leave idle, if there is one */
export function rehearseModel(
  plan: Plan,
  sharing: readonly ServedRequests[],
  options: RehearsalOptions,
  beside?: Beside,
): ModelRehearsal {
  const regions = [...new Set(sharing.flatMap((one) => one.regions))];
  const streams = streamsByFactor(sharing, options);
  const runs = conditionsOf(regions).map((condition) => ({
    condition,
    ...cellsUnder(condition, plan, sharing, streams(demandFactor(condition)), options, beside),
  }));
  const fewest = options.fewest?.(plan, sharing, streams(1));
  const workloads = sharing.map(({ workload, model, slowest }, index) => ({
    workload: workload.name,
    model: model.name,
    instanceType: slowest.instanceType,
    process: processOf(options.arrivals, options.recorded(workload.name)),
    promise: workload.objectives.latency,
    conditions: runs.flatMap(({ condition, central, cautious }): Rehearsed[] => {
      const stream = streams(demandFactor(condition))[index];
      const from = (fromSeconds: number) => {
        const sent = stream?.arrivalSeconds.reduce((count, at) => count + (at >= fromSeconds ? 1 : 0), 0) ?? 0;
        const asked = { workload: workload.name, index, sent, fromSeconds };
        return { central: observed(central, asked), cautious: observed(cautious, asked) };
      };
      const grown = onceGrown(condition, plan, workload.name);
      const isSeen = grown !== undefined && (stream?.arrivalSeconds.at(-1) ?? 0) > grown.afterSeconds;
      return [{ condition, ...from(0) }, ...(isSeen ? [{ condition: grown, ...from(grown.afterSeconds) }] : [])];
    }),
    ...(fewest && { fewestInstances: fewest }),
  }));
  return { workloads, idleWork: beside === undefined ? [] : [idleRehearsal(sharing, beside, runs)] };
}

/** Where what is promised after a loss is launched first; undefined where it runs. */
function onceGrown(condition: Condition, { workloads }: Plan, workload: string) {
  const failover = workloads.find(({ name }) => name === workload)?.failover;
  const left = failover?.survivors.find(({ lostRegion: lost }) => lost === lostRegion(condition));
  return failover === undefined || left === undefined || left.shareOfPeak.value >= failover.promisedShare.value
    ? undefined
    : ({
        kind: 'grown after loss',
        region: left.lostRegion,
        afterSeconds: failover.recoverySeconds.value,
      } as const);
}

type Run = { readonly condition: Condition } & Readonly<Record<EstimateEnd, readonly SimulatedCellPlan[]>>;

const idleRehearsal = (sharing: readonly ServedRequests[], beside: Beside, runs: readonly Run[]): IdleRehearsal => ({
  workload: beside.batch.name,
  model: beside.batch.model,
  beside: sharing.map(({ workload }) => workload.name),
  deadlineHours: beside.batch.objectives.deadlineHours,
  conditions: runs.map(({ condition, central, cautious }) => ({
    condition,
    central: idleObserved(central, sharing.length, condition, beside),
    cautious: idleObserved(cautious, sharing.length, condition, beside),
  })),
});

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
  beside: Beside | undefined,
): Record<EstimateEnd, SimulatedCellPlan[]> {
  const lost = lostRegion(condition);
  const model = sharing[0]?.model.name;
  const regions = sharing.flatMap((one) => one.regions).filter((region) => region !== lost);
  const cells = plan.cells.filter((cell) => cell.model === model && regions.includes(cell.region));
  const shares = sentShares(sharing, lost);
  const shared = streams.map((requests, workload) => ({
    requests,
    workload,
    shares: shares[workload] as ReadonlyMap<string, number>,
  }));
  const run = cells.map((cell) => {
    const arriving = regionRequests(shared, cell.region, arrivals.seed);
    const sent = sentWithBatch(arriving, cell, sharing, beside, arrivals.seed);
    return (end: EstimateEnd): SimulatedCellPlan =>
      simulateCellPlan({ plan, cell, sharing, ...sent, end, instances: 'as planned' }, (arrived) =>
        says(
          `${model}: ${conditionWords(condition)}, ${cell.region}, ${end} speed, ${arrived} of ${arriving.count} requests`,
        ),
      );
  });
  return { central: run.map((one) => one('central')), cautious: run.map((one) => one('cautious')) };
}
