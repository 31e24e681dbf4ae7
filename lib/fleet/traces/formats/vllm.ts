import type { JsonObject, ObjectFormat } from '../format';
import { numberOf, TraceProblem, type TraceRequest, tokenCount } from '../request';

const perRequest = ['start_times', 'input_lens', 'output_lens'] as const;

/**
 * The result of `vllm bench serve --save-result --save-detailed`: one object with a list for each quantity. The start
 * times are seconds of a clock that starts anywhere. A failed request has a text in `errors`.
 *
 * @see https://github.com/vllm-project/vllm vllm/benchmarks/serve.py, commit 009e6d4a, read 2026-11-26
 */
export const vllm: ObjectFormat = {
  name: 'vllm bench serve --save-result --save-detailed',
  keys: perRequest.join(', '),
  isWholeFile: true,
  matches: (object) => numberOf(object.request_throughput) !== undefined || perRequest.every((key) => key in object),
  requests: (object) => {
    const [starts, inputs, outputs] = perRequest.map((key) => listOf(object, key)) as [unknown[], unknown[], unknown[]];
    if (inputs.length !== starts.length || outputs.length !== starts.length) {
      throw new TraceProblem(
        `lists of different lengths: ${starts.length} start_times, ${inputs.length} input_lens, ${outputs.length} output_lens`,
        'save the result again',
      );
    }
    const errors = Array.isArray(object.errors) ? object.errors : [];
    return starts.map((start, index) => requestOf(index, start, inputs[index], outputs[index], Boolean(errors[index])));
  },
};

function listOf(object: JsonObject, key: string): unknown[] {
  const list = object[key];
  if (!Array.isArray(list)) {
    throw new TraceProblem(
      `a vLLM result without ${key}`,
      'run vllm bench serve with --save-result --save-detailed, which keeps the start and the lengths of each request',
    );
  }
  return list;
}

function requestOf(index: number, start: unknown, input: unknown, output: unknown, failed: boolean): TraceRequest {
  const seconds = numberOf(start);
  const inputTokens = tokenCount(input);
  const outputTokens = tokenCount(output);
  if (seconds === undefined || inputTokens === undefined || outputTokens === undefined) {
    throw new TraceProblem(
      `request ${index} of the lists: not a request, got ${JSON.stringify([start, input, output])}`,
      'save the result again',
    );
  }
  return { timeMs: seconds * 1000, inputTokens, outputTokens: failed ? undefined : outputTokens };
}
