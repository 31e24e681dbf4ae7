import { type Figure, stated } from '../figures/figure';
import type { KeptPromise } from '../plan/capacity/simulated-cell';
import type { Plan } from '../plan/plan';
import { duration } from './cells';
import type { CellPart } from './table';

/** What a workload saw in a simulation, beside its promise: `chat p95: TTFT 290 ms of 1 s, …`. */
export function keptPromise(
  { workloads }: Pick<Plan, 'workloads'>,
  { workload, at, ...seen }: KeptPromise<Figure>,
): CellPart[] {
  const latency = workloads.find(({ name }) => name === workload)?.objectives.latency;
  return latency === undefined
    ? []
    : [
        `${workload} ${at}: TTFT `,
        duration(seen.timeToFirstTokenSeconds),
        ' of ',
        duration(stated(latency.timeToFirstTokenSeconds, 's', 'objectives.timeToFirstTokenSeconds')),
        ', TPOT ',
        duration(seen.timePerOutputTokenSeconds),
        ' of ',
        duration(stated(latency.timePerOutputTokenSeconds, 's', 'objectives.timePerOutputTokenSeconds')),
      ];
}
