import type { ServedWorkload } from './served-workload';

/**
 * The workload whose engines run at the lowest concurrency: one engine setting fits all workloads of a cell. Among equals the
 * one that an instance serves least of decides, and then the name, so that the order of the fleet file changes nothing.
 */
export const tightest = <One extends ServedWorkload>(served: readonly One[]): One =>
  served.reduce((a, b) => (isTighter(b, a) ? b : a));

function isTighter(one: ServedWorkload, other: ServedWorkload): boolean {
  const more =
    one.slowest.replica.concurrency - other.slowest.replica.concurrency ||
    one.slowest.plannedRequestsPerSecond.value - other.slowest.plannedRequestsPerSecond.value;
  return more < 0 || (more === 0 && one.workload.name < other.workload.name);
}
