import type { MeasuredStep, MeasurementDocument } from '../contract/measurement';
import { type BenchmarkResult, benchmarkResult } from '../engine/benchmark-result';
import { vllm } from '../engine/vllm';
import { loadBin, type MeasuredLoad } from '../fleet/measurements';

/** What a document gives the plan. */
export interface MeasuredRows {
  /** Least busy first. */
  readonly rows: readonly MeasuredLoad[];
  /** A sentence for each step that gives no row. */
  readonly dropped: readonly string[];
}

/**
 * The rows of a measurement, of one replica each, as the plan reads them.
 *
 * @param on the day, ISO 8601
 * @throws Error where a result is not as the pinned release of vLLM writes it
 */
export function measuredRows({ steps }: MeasurementDocument, workload: string, on: string): MeasuredRows {
  const judged = steps.map((step) => judgedStep(step, workload, on));
  const rows = judged.filter((one) => typeof one !== 'string');
  return {
    rows: onePerBin(rows).sort((a, b) => a.concurrentRequestsPerReplica - b.concurrentRequestsPerReplica),
    dropped: judged.filter((one) => typeof one === 'string'),
  };
}

function judgedStep(step: MeasuredStep, workload: string, on: string): MeasuredLoad | string {
  const at = `the step with ${step.concurrency} in flight gives no row`;
  if (step.problem !== undefined) {
    return `${at}: ${step.problem}.`;
  }
  const results = step.results.map(benchmarkResult);
  const failed = sum(results, (result) => result.failed);
  if (failed > 0 || results.length === 0) {
    return `${at}: ${failed} of ${failed + sum(results, ({ completed }) => completed)} requests failed.`;
  }
  if (step.preemptions > 0) {
    return `${at}: its KV cache was full, and ${step.preemptions} requests were put back into the queue.`;
  }
  return rowOf(results, workload, on);
}

/** Rates are the mean over the replicas, and latencies those of the slowest. */
function rowOf(results: readonly BenchmarkResult[], workload: string, on: string): MeasuredLoad {
  const mean = (pick: (result: BenchmarkResult) => number): number => sum(results, pick) / results.length;
  const worst = (pick: (result: BenchmarkResult) => number): number => round(Math.max(...results.map(pick)));
  return {
    concurrentRequestsPerReplica: inFlight(
      mean((result) => result.meanInFlight),
      Math.max(...results.map(({ concurrency }) => concurrency)),
    ),
    requestsPerSecondPerReplica: round(mean((result) => result.requestsPerSecond)),
    inputTokensPerSecondPerReplica: round(mean((result) => result.inputTokens / result.durationSeconds)),
    outputTokensPerSecondPerReplica: round(mean((result) => result.outputTokens / result.durationSeconds)),
    timeToFirstTokenP50Seconds: worst((result) => result.timeToFirstTokenP50Seconds),
    timeToFirstTokenP95Seconds: worst((result) => result.timeToFirstTokenP95Seconds),
    timePerOutputTokenP50Seconds: worst((result) => result.timePerOutputTokenP50Seconds),
    timePerOutputTokenP95Seconds: worst((result) => result.timePerOutputTokenP95Seconds),
    workloads: [workload],
    minutes: Math.max(1, Math.round(mean((result) => result.durationSeconds) / 60)),
    until: on,
    benchmark: {
      requests: Math.min(...results.map(({ completed }) => completed)),
      engine: `vllm ${vllm.release}`,
    },
  };
}

/** Steps that never filled up may have been about as busy as another: the one with more requests stays. */
const onePerBin = (rows: readonly MeasuredLoad[]): MeasuredLoad[] => [
  ...new Map(
    [...rows]
      .sort((a, b) => (a.benchmark?.requests ?? 0) - (b.benchmark?.requests ?? 0))
      .map((row) => [loadBin(row.concurrentRequestsPerReplica), row] as const),
  ).values(),
];

/** Share of the concurrency that is in flight on average where it was reached: a step begins and ends with less. */
const reachedShareRatio = 0.8;

/** What was asked for where it was reached, with the rate of the whole step, which is lower; else the mean, and at least one. */
const inFlight = (mean: number, asked: number): number =>
  mean >= reachedShareRatio * asked ? asked : Math.max(1, Math.floor(mean * 100) / 100);

const round = (value: number): number => Number(value.toPrecision(4));

const sum = (results: readonly BenchmarkResult[], pick: (result: BenchmarkResult) => number): number =>
  results.reduce((total, result) => total + pick(result), 0);
