import { isObject, type JsonObject, type ObjectFormat } from '../format';
import { numberOf, TraceProblem, tokenCount } from '../request';

/**
 * AIPerf profile_export.jsonl: one line a request, in order of completion. The start is nanoseconds since 1970 in
 * `request_start_ns`, in releases of 2025 also `timestamp_ns`. A failed request has an error instead of lengths.
 *
 * @see https://github.com/ai-dynamo/aiperf the tutorial working-with-profile-exports (commit 13992dbd) and
 * examples/artifacts/run1/profile_export.jsonl (commit 7c31f579), read 2026-11-26
 */
export const aiPerf: ObjectFormat = {
  name: 'AIPerf profile_export.jsonl',
  keys: 'metadata.request_start_ns, metrics.input_sequence_length, metrics.output_sequence_length',
  isWholeFile: false,
  matches: ({ metadata, metrics }) => isObject(metadata) && startOf(metadata) !== undefined && metrics !== undefined,
  requests: ({ metadata, metrics, error }) => {
    const about = metadata as JsonObject;
    if ((about.benchmark_phase ?? about.credit_phase) === 'warmup') {
      return [];
    }
    const failed = isObject(error) || about.was_cancelled === true;
    return [
      {
        timeMs: (startOf(about) as number) / 1e6,
        inputTokens: failed ? undefined : lengthOf(metrics, 'input_sequence_length'),
        outputTokens: failed ? undefined : lengthOf(metrics, 'output_sequence_length'),
      },
    ];
  },
};

const startOf = (metadata: JsonObject): number | undefined =>
  numberOf(metadata.request_start_ns ?? metadata.timestamp_ns);

function lengthOf(metrics: unknown, name: string): number {
  const metric = isObject(metrics) ? metrics[name] : undefined;
  const count = tokenCount(isObject(metric) ? metric.value : metric);
  if (count === undefined) {
    throw new TraceProblem(
      `not a request: metrics.${name} is no count of tokens, got ${JSON.stringify(metric)}`,
      'export the run again with token counts, or remove the line',
    );
  }
  return count;
}

/**
 * The summary of a run, which has means of all requests, and none of them.
 *
 * @see https://docs.nvidia.com/aiperf/reference/json-export-schema read 2026-11-27
 */
export const aiPerfSummary: ObjectFormat = {
  name: 'AIPerf profile_export_aiperf.json',
  keys: 'request_throughput.avg',
  isWholeFile: true,
  matches: ({ request_throughput: throughput }) => isObject(throughput),
  requests: () => {
    throw new TraceProblem('the summary of an AIPerf run', 'name profile_export.jsonl, which the same run has written');
  },
};
