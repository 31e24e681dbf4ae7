import { loadBin, type MeasuredLoad } from '../../fleet/measurements';
import { weightedQuantile } from './weighted-quantile';

/** One minute of a cell whose instances were all of one type: sums over its instances. */
export interface MeasuredMinute {
  /** ISO 8601. */
  readonly day: string;
  /** Mean over the minute: running and waiting. */
  readonly requestsInFlight: number;
  readonly replicasReady: number;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly timeToFirstToken: Percentiles;
  readonly timePerOutputToken: Percentiles;
}

export interface Percentiles {
  readonly p50Seconds: number;
  readonly p95Seconds: number;
}

/** With fewer minutes a point is not reliable. Assumed. */
export const leastMinutes = 10;

/**
 * Minutes that were about as busy as each other taken together, the least busy first. Rates are sums over sums, so
 * that each replica counts alike; percentiles are the median of medians and the p95 of p95, each weighing as many
 * requests as it had. Instances of a minute count with their mean, so where one was busier than another the rate is a
 * little too low, never too high. Idle minutes, with less than one request for each replica, are left out.
 */
export function combineMinutes(minutes: readonly MeasuredMinute[], workloads: readonly string[]): MeasuredLoad[] {
  const bins = new Map<number, MeasuredMinute[]>();
  for (const minute of minutes) {
    const concurrency = minute.requestsInFlight / minute.replicasReady;
    if (concurrency >= 1 && Number.isFinite(concurrency)) {
      const found = bins.get(loadBin(concurrency)) ?? [];
      found.push(minute);
      bins.set(loadBin(concurrency), found);
    }
  }
  return [...bins]
    .sort(([a], [b]) => a - b)
    .filter(([, found]) => found.length >= leastMinutes && sumOf(found, ({ requests }) => requests) > 0)
    .map(([, found]) => point(found, workloads));
}

function point(minutes: readonly MeasuredMinute[], workloads: readonly string[]): MeasuredLoad {
  const replicaMinutes = sumOf(minutes, ({ replicasReady }) => replicasReady);
  const each = (pick: (minute: MeasuredMinute) => number): number =>
    round(sumOf(minutes, pick) / (replicaMinutes * 60));
  const quantiles = (pick: (minute: MeasuredMinute) => Percentiles): [number, number] => {
    const of = (share: number, value: (minute: MeasuredMinute) => number): number =>
      roundedLatency(weightedQuantile(minutes, { value, weight: ({ requests }) => requests, share }));
    const p50 = of(0.5, (minute) => pick(minute).p50Seconds);
    return [
      p50,
      Math.max(
        p50,
        of(0.95, (minute) => pick(minute).p95Seconds),
      ),
    ];
  };
  const [timeToFirstTokenP50Seconds, timeToFirstTokenP95Seconds] = quantiles((minute) => minute.timeToFirstToken);
  const [timePerOutputTokenP50Seconds, timePerOutputTokenP95Seconds] = quantiles((minute) => minute.timePerOutputToken);
  return {
    concurrentRequestsPerReplica: roundedDown(
      sumOf(minutes, ({ requestsInFlight }) => requestsInFlight) / replicaMinutes,
    ),
    requestsPerSecondPerReplica: each(({ requests }) => requests),
    inputTokensPerSecondPerReplica: each(({ inputTokens }) => inputTokens),
    outputTokensPerSecondPerReplica: each(({ outputTokens }) => outputTokens),
    timeToFirstTokenP50Seconds,
    timeToFirstTokenP95Seconds,
    timePerOutputTokenP50Seconds,
    timePerOutputTokenP95Seconds,
    workloads,
    minutes: minutes.length,
    until: minutes.map(({ day }) => day).reduce((a, b) => (b > a ? b : a)),
  };
}

const sumOf = (minutes: readonly MeasuredMinute[], pick: (minute: MeasuredMinute) => number): number =>
  minutes.reduce((sum, minute) => sum + pick(minute), 0);

const round = (value: number): number => Number(value.toPrecision(4));

/**
 * The ends of the engine's buckets have two digits, and CloudWatch's percentiles are approximations: one a little above
 * a bucket's end would miss an objective that is that end.
 */
const roundedLatency = (seconds: number): number => Number(seconds.toPrecision(2));

/** A point must not leave its bin, neither upwards nor downwards. */
function roundedDown(value: number): number {
  const down = Math.floor(value * 100) / 100;
  return loadBin(down) === loadBin(value) ? down : value;
}
