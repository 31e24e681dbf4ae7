import type { ColumnFormat } from '../format';

/**
 * Mooncake: one JSON object a line, in milliseconds from the start of the trace. Its hash_ids are passed over: the plan
 * assumes no shared prefixes.
 *
 * @see https://github.com/kvcache-ai/Mooncake FAST25-release/traces/conversation_trace.jsonl, commit a2a4b18a, read 2026-11-26
 */
export const mooncake: ColumnFormat = {
  name: 'Mooncake',
  time: 'timestamp',
  input: 'input_length',
  output: 'output_length',
  unit: 'milliseconds',
  zeroOutputIsFailure: false,
};
