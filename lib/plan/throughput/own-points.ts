import { type Figure, measured, show } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';
import { loadBin, type MeasuredLoad } from '../../fleet/measurements';
import type { LatencyObjectives } from '../../fleet/schema/objectives-schema';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { meetsLatency } from './replica-load';

/** With fewer minutes a point of the fleet's own traffic decides nothing. Assumed. */
export const leastMinutesToDecide = 60;

/** How far lengths of requests may be from those that are planned, as a ratio. Assumed. */
export const lengthToleranceRatio = 0.25;

/** Why a measured point cannot be used for a workload; undefined where it can. */
export function unusable(load: MeasuredLoad, { name, demand }: Pick<Workload, 'name' | 'demand'>): string | undefined {
  if (!load.workloads.includes(name)) {
    return 'other workloads';
  }
  if (load.benchmark === undefined && load.minutes < leastMinutesToDecide) {
    return `under ${leastMinutesToDecide} minutes`;
  }
  const { inputTokens, outputTokens } = lengthsOf(load);
  return isOff(inputTokens, demand.meanInputTokens) || isOff(outputTokens, demand.meanOutputTokens)
    ? 'other lengths'
    : undefined;
}

/** The points that a workload can use. Of a benchmark and the fleet's own traffic that were as busy, the traffic counts. */
export function usableLoads(
  loads: readonly MeasuredLoad[],
  workload: Pick<Workload, 'name' | 'demand'>,
): readonly MeasuredLoad[] {
  const usable = loads.filter((load) => unusable(load, workload) === undefined);
  const binOf = ({ concurrentRequestsPerReplica }: MeasuredLoad): number => loadBin(concurrentRequestsPerReplica);
  const traffic = new Set(usable.filter(({ benchmark }) => benchmark === undefined).map(binOf));
  return usable.filter((load) => load.benchmark === undefined || !traffic.has(binOf(load)));
}

/** Whether a mean is further from the planned one than is tolerated. */
export const isOff = (measuredMean: number, plannedMean: number): boolean =>
  Math.abs(measuredMean / plannedMean - 1) > lengthToleranceRatio;

export const lengthsOf = (load: MeasuredLoad): { readonly inputTokens: number; readonly outputTokens: number } => ({
  inputTokens: load.inputTokensPerSecondPerReplica / load.requestsPerSecondPerReplica,
  outputTokens: load.outputTokensPerSecondPerReplica / load.requestsPerSecondPerReplica,
});

/**
 * Points measured in the fleet's own traffic, or by a benchmark, replace the expected ones in the range of concurrency that was measured.
 * Concurrencies at or above one that missed the objectives are left out; where none would be left, the expected points
 * stay.
 */
export function preferOwnPoints(
  expected: readonly ReplicaThroughput[],
  loads: readonly MeasuredLoad[],
  workload: Pick<Workload, 'name' | 'demand' | 'objectives'>,
): readonly ReplicaThroughput[] {
  const { latency } = workload.objectives;
  const own = usableLoads(loads, workload).map(ownPoint);
  if (own.length === 0) {
    return expected;
  }
  const concurrencies = own.map(({ concurrency }) => concurrency);
  const [lowest, highest] = [Math.min(...concurrencies), Math.max(...concurrencies)];
  const limit = missedFrom(own, latency);
  const merged = [...expected.filter(({ concurrency }) => concurrency < lowest || concurrency > highest), ...own]
    .filter(({ concurrency }) => concurrency < limit)
    .sort((a, b) => a.concurrency - b.concurrency);
  return merged.some((point) => meetsLatency(point, latency)) ? merged : expected;
}

/** The lowest concurrency that misses the objectives, above all that meet them; infinite where none does. */
export function missedFrom(own: readonly ReplicaThroughput[], latency: LatencyObjectives | undefined): number {
  const met = Math.max(0, ...own.filter((point) => meetsLatency(point, latency)).map(({ concurrency }) => concurrency));
  const missed = own.filter((point) => !meetsLatency(point, latency)).map(({ concurrency }) => concurrency);
  return Math.min(Number.POSITIVE_INFINITY, ...missed.filter((concurrency) => concurrency > met));
}

/** Whole requests in flight, at the request time that was measured with the fraction more. */
export function ownPoint(load: MeasuredLoad): ReplicaThroughput {
  const { concurrentRequestsPerReplica: inFlight, minutes, until: date, benchmark } = load;
  const by =
    benchmark === undefined
      ? `the fleet's own traffic: ${minutes} minutes`
      : `a benchmark on one instance (${benchmark.engine}): ${benchmark.requests} requests`;
  const source = `${by} with ${show(inFlight)} requests in flight a replica`;
  const seconds = (p50: number, p95: number): Figure => ({
    ...measured(p50, 's', { source: `${source}, median; p95 ${show(p95)} s`, date }),
    ...(p95 > p50 && { high: p95 }),
  });
  const concurrency = Math.floor(inFlight);
  const rate = load.requestsPerSecondPerReplica;
  return {
    concurrency,
    timeToFirstTokenSeconds: seconds(load.timeToFirstTokenP50Seconds, load.timeToFirstTokenP95Seconds),
    timePerOutputTokenSeconds: seconds(load.timePerOutputTokenP50Seconds, load.timePerOutputTokenP95Seconds),
    requestsPerSecond: measured((rate * concurrency) / inFlight, 'requests/s', {
      source:
        concurrency === inFlight
          ? source
          : `${source}, ${show(rate)} requests/s × ${concurrency} ÷ ${show(inFlight)} in flight`,
      date,
    }),
  };
}
