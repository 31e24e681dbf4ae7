import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlan } from '../../lib/commands/read-plan';
import { promisedPercentile } from '../../lib/contract/promised-percentile';
import { readRequests } from '../../lib/fleet/trace';
import { serves } from '../../lib/plan/capacity/cell';
import type { EstimateEnd } from '../../lib/plan/capacity/simulated-engine';
import { type Condition, isPromised } from '../../lib/rehearsal/conditions';
import { rehearse } from '../../lib/rehearsal/rehearse';

/** Groups of conditions of a rehearsal, each told by its worst. */
export const circumstances = ['as planned', 'after a loss', 'demand +25 %', 'demand +50 %'] as const;

/** Seconds at the two ends of the throughput. */
export type AtBothEnds = Readonly<Record<EstimateEnd, number>>;

/** What one workload promises, and what its clients see at the promised percentile; of a batch, when the last request is done. */
export interface PromiseRow {
  readonly fleet: string;
  readonly workload: string;
  /** The speed that its cells are sized at: the slow end, where arithmetic sizes them. */
  readonly sizedAt: EstimateEnd;
  readonly promise: 'TTFT' | 'TPOT' | 'done';
  readonly seconds: number;
  /** In the order of the circumstances; undefined where there is no such condition. */
  readonly seen: readonly (AtBothEnds | undefined)[];
}

export const exampleFleets = (): string[] => [
  'fleet.yaml',
  ...readdirSync('fleets')
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.lock.yaml'))
    .map((name) => join('fleets', name)),
];

/** Every promise of one example. @param seconds of random arrivals */
export function promiseRows(path: string, seconds: number): PromiseRow[] {
  const { fleet, plan } = readPlan(path);
  if (fleet === undefined || plan === undefined) {
    throw new Error(`${path}: no plan`);
  }
  const { workloads, batches } = rehearse(fleet, plan, {
    arrivals: { dispersion: 1, seconds, seed: 1 },
    recorded: (name) => {
      const trace = fleet.workloads.find((workload) => workload.name === name)?.demand.trace;
      return trace && readRequests([readFileSync(join(dirname(path), trace.path))]);
    },
    says: () => undefined,
  });
  const sizedAt = (name: string): EstimateEnd =>
    plan.cells.find((cell) => serves(cell, { name }))?.simulated?.confidence ?? 'cautious';
  const latencies = workloads.flatMap(({ workload, promise, conditions }) => {
    const at = promisedPercentile(promise);
    const row = (name: PromiseRow['promise'], of: 'timeToFirstTokenSeconds' | 'timePerOutputTokenSeconds') => ({
      fleet: path,
      workload,
      sizedAt: sizedAt(workload),
      promise: name,
      seconds: promise[of],
      seen: worstOf(conditions, (one) => one[of][at]),
    });
    return [row('TTFT', 'timeToFirstTokenSeconds'), row('TPOT', 'timePerOutputTokenSeconds')];
  });
  const deadlines = batches.map(({ workload, deadlineHours, conditions }) => ({
    fleet: path,
    workload,
    sizedAt: sizedAt(workload),
    promise: 'done' as const,
    seconds: deadlineHours * 3600,
    seen: worstOf(conditions, ({ hours }) => hours * 3600),
  }));
  return [...latencies, ...deadlines];
}

const circumstanceOf = (condition: Condition): (typeof circumstances)[number] =>
  condition.kind === 'as planned'
    ? 'as planned'
    : condition.kind === 'region lost' || condition.kind === 'grown after loss'
      ? 'after a loss'
      : condition.ratio === 0.25
        ? 'demand +25 %'
        : 'demand +50 %';

function worstOf<T>(
  conditions: readonly ({ readonly condition: Condition } & Readonly<Record<EstimateEnd, T>>)[],
  secondsOf: (seen: T) => number,
): PromiseRow['seen'] {
  return circumstances.map((name) => {
    const all = conditions.map(({ condition }) => condition);
    const under = conditions.filter(
      ({ condition }) => circumstanceOf(condition) === name && isPromised(condition, all),
    );
    const worst = (end: EstimateEnd): number => Math.max(...under.map((one) => secondsOf(one[end])));
    return under.length === 0 ? undefined : { central: worst('central'), cautious: worst('cautious') };
  });
}
