import type { ColumnFormat } from '../format';

/**
 * ServeGen: the requests that `save_requests_to_csv` writes, in seconds from the start of the workload. The files
 * chunk-N-trace.csv of its data folder are rates of clients without a header, not requests.
 *
 * @see https://github.com/alibaba/ServeGen README.md and examples/basic_usage.py, read 2026-11-26 in a fork
 */
export const serveGen: ColumnFormat = {
  name: 'ServeGen',
  time: 'timestamp',
  input: 'input_tokens',
  output: 'output_tokens',
  unit: 'seconds',
  zeroOutputIsFailure: false,
};
