import type { CellLoad } from './cell-loads';

/** What simulated engines may do beyond the throughput of the plan, whose points they are led through. Assumed. */
const beyondThroughput = 1.25;

/**
 * Instances below which a cell cannot do: engines that never wait, at their highest throughput, for the mean of each load.
 * The peaks of a load only need more.
 *
 * @param highest requests per second of an instance at its best, by workload
 */
export function leastInstances(highest: readonly number[], loads: readonly CellLoad[]): number {
  const needs = loads.map(({ meanRequestsPerSecond }) =>
    meanRequestsPerSecond.reduce(
      (sum, mean, index) => sum + (mean === 0 ? 0 : mean / ((highest[index] as number) * beyondThroughput)),
      0,
    ),
  );
  return Math.max(1, ...needs.map((need) => Math.ceil(Number(need.toFixed(9)))));
}
