import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlan } from '../../lib/commands/read-plan';
import { readRequests } from '../../lib/fleet/trace';
import { rehearse } from '../../lib/rehearsal/rehearse';

/** What one workload promises, and what 95 of 100 requests see at the two ends of the throughput; of a batch, the last request. */
export interface PromiseRow {
  readonly fleet: string;
  readonly workload: string;
  readonly promise: 'TTFT' | 'TPOT' | 'done';
  readonly seconds: number;
  readonly central: number;
  readonly cautious: number;
  /** Under the worst condition of the rehearsal: after a loss or with more demand. */
  readonly worstCautious: number;
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
  const latencies = workloads.flatMap(({ workload, promise, conditions }) => {
    const [planned] = conditions;
    const row = (name: PromiseRow['promise'], of: 'timeToFirstTokenSeconds' | 'timePerOutputTokenSeconds') => ({
      fleet: path,
      workload,
      promise: name,
      seconds: promise[of],
      central: planned?.central[of].p95 ?? Number.NaN,
      cautious: planned?.cautious[of].p95 ?? Number.NaN,
      worstCautious: Math.max(...conditions.map(({ cautious }) => cautious[of].p95)),
    });
    return [row('TTFT', 'timeToFirstTokenSeconds'), row('TPOT', 'timePerOutputTokenSeconds')];
  });
  const deadlines = batches.map(({ workload, deadlineHours, conditions }) => ({
    fleet: path,
    workload,
    promise: 'done' as const,
    seconds: deadlineHours * 3600,
    central: (conditions[0]?.central.hours ?? Number.NaN) * 3600,
    cautious: (conditions[0]?.cautious.hours ?? Number.NaN) * 3600,
    worstCautious: Math.max(...conditions.map(({ cautious }) => cautious.hours)) * 3600,
  }));
  return [...latencies, ...deadlines];
}
