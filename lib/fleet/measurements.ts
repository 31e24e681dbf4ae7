import type { MeasuredSeconds } from './measured-seconds';

/** By stage, and for all of them together. */
export type MeasuredColdStart = Readonly<Record<string, MeasuredSeconds>>;

/** A benchmark of one instance, in place of the fleet's own traffic. */
export interface BenchmarkRun {
  /** Requests that one replica answered. */
  readonly requests: number;
  /** For example `vllm 0.33.0`. */
  readonly engine: string;
}

/**
 * What one replica did in the minutes of the deployed fleet's own traffic that were about as busy as each other, or in a
 * benchmark.
 */
export interface MeasuredLoad {
  /** Mean over the minutes: running and waiting. */
  readonly concurrentRequestsPerReplica: number;
  readonly requestsPerSecondPerReplica: number;
  readonly inputTokensPerSecondPerReplica: number;
  readonly outputTokensPerSecondPerReplica: number;
  readonly timeToFirstTokenP50Seconds: number;
  readonly timeToFirstTokenP95Seconds: number;
  readonly timePerOutputTokenP50Seconds: number;
  readonly timePerOutputTokenP95Seconds: number;
  /** The workloads whose requests these were: all that use the cells. */
  readonly workloads: readonly string[];
  /** Minutes of one cell each. */
  readonly minutes: number;
  /** Last day with such a minute, ISO 8601. */
  readonly until: string;
  /** Present where `polyregion measure` ran a benchmark. @default - the fleet's own traffic */
  readonly benchmark?: BenchmarkRun | undefined;
}

/** How long requests of the deployed fleet are. */
export interface MeasuredTokens {
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  readonly requests: number;
  /** Last day that was counted, ISO 8601. */
  readonly until: string;
}

/** By model and instance type. */
export type ByType<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** What the measured file beside a fleet file holds. */
export interface Measurements {
  readonly coldStarts: ByType<MeasuredColdStart>;
  /** Least busy first. */
  readonly throughput: ByType<readonly MeasuredLoad[]>;
  readonly tokens: {
    /** By workload, from cells that no other workload uses. */
    readonly workloads: Readonly<Record<string, MeasuredTokens>>;
    /** By model, from cells that several workloads use. */
    readonly models: Readonly<Record<string, MeasuredTokens>>;
  };
}

export const nothingMeasured: Measurements = { coldStarts: {}, throughput: {}, tokens: { workloads: {}, models: {} } };

/** Half an octave: 1 to 1.4 requests in flight, 1.4 to 2, and so on. */
export const loadBin = (concurrentRequests: number): number => Math.floor(2 * Math.log2(concurrentRequests));

/** Newer figures replace older ones; what was not measured again keeps its own date. */
export const mergeMeasurements = (older: Measurements, newer: Measurements): Measurements => ({
  coldStarts: mergeByType(older.coldStarts, newer.coldStarts, (before = {}, after = {}) => ({ ...before, ...after })),
  throughput: mergeByType(older.throughput, newer.throughput, mergeLoads),
  tokens: {
    workloads: { ...older.tokens.workloads, ...newer.tokens.workloads },
    models: { ...older.tokens.models, ...newer.tokens.models },
  },
});

function mergeByType<T>(
  older: ByType<T>,
  newer: ByType<T>,
  merge: (before: T | undefined, after: T | undefined) => T,
): ByType<T> {
  const keys = (...records: (object | undefined)[]): string[] => [
    ...new Set(records.flatMap((record = {}) => Object.keys(record))),
  ];
  return Object.fromEntries(
    keys(older, newer).map((model) => [
      model,
      Object.fromEntries(
        keys(older[model], newer[model]).map((type) => [type, merge(older[model]?.[type], newer[model]?.[type])]),
      ),
    ]),
  );
}

/** A bin of the same workloads is replaced whole; a benchmark replaces no traffic, and traffic no benchmark. */
function mergeLoads(before: readonly MeasuredLoad[] = [], after: readonly MeasuredLoad[] = []): MeasuredLoad[] {
  const key = ({ concurrentRequestsPerReplica, workloads, benchmark }: MeasuredLoad): string =>
    [loadBin(concurrentRequestsPerReplica), benchmark === undefined, ...workloads].join(' ');
  const replaced = new Set(after.map(key));
  return [...before.filter((load) => !replaced.has(key(load))), ...after].sort(
    (a, b) => a.concurrentRequestsPerReplica - b.concurrentRequestsPerReplica,
  );
}
