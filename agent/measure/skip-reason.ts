import type { MeasuredStep, MeasurementOrder, MeasurementStep } from '../../lib/contract/measurement';
import { type BenchmarkResult, benchmarkResult } from '../../lib/engine/benchmark-result';

/** With less growth a replica is as busy as it can be. Assumed. */
const leastGrowthRatio = 0.03;

/** What one step showed: its slowest replica, and all of them together. */
interface Shown {
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  readonly timePerOutputTokenSeconds: number;
  readonly overloaded: boolean;
}

/** Why a step would show nothing new after those that were measured; undefined where it would. */
export function skipReason(
  { timePerOutputTokenSeconds: objective = Number.POSITIVE_INFINITY }: MeasurementOrder,
  measured: readonly MeasuredStep[],
  { concurrency }: MeasurementStep,
): string | undefined {
  const below = measured
    .flatMap(shownBy)
    .filter((one) => one.concurrency < concurrency)
    .sort((a, b) => a.concurrency - b.concurrency);
  const [before, busiest] = [below.at(-2), below.at(-1)];
  if (busiest === undefined) {
    return undefined;
  }
  const at = `with ${busiest.concurrency} requests in flight`;
  if (busiest.overloaded) {
    return `${at} requests failed or were preempted`;
  }
  if (busiest.timePerOutputTokenSeconds > objective) {
    return `${at} TPOT was ${busiest.timePerOutputTokenSeconds} s at p95, above the objective of ${objective} s`;
  }
  return before !== undefined && busiest.requestsPerSecond < before.requestsPerSecond * (1 + leastGrowthRatio)
    ? `${at} a replica answered no more requests a second than with ${before.concurrency}`
    : undefined;
}

/** Nothing where the benchmark left no result, or one that only the command line can complain of. */
function shownBy({ concurrency, results, preemptions }: MeasuredStep): Shown[] {
  try {
    const all = results.map(benchmarkResult);
    return all.length === 0 ? [] : [shown(concurrency, all, preemptions)];
  } catch {
    return [];
  }
}

const shown = (concurrency: number, all: readonly BenchmarkResult[], preemptions: number): Shown => ({
  concurrency,
  requestsPerSecond: all.reduce((sum, one) => sum + one.requestsPerSecond, 0) / all.length,
  timePerOutputTokenSeconds: Math.max(...all.map((one) => one.timePerOutputTokenP95Seconds)),
  overloaded: preemptions > 0 || all.some(({ failed }) => failed > 0),
});
