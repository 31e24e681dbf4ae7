import type { ColumnFormat } from '../format';

/**
 * BurstGPT: seconds from midnight of the first day. Its files with failures write 0 response tokens for a failed
 * request. Later files have the columns Session ID and Elapsed time as well.
 *
 * @see https://github.com/HPMLL/BurstGPT README.md (schema), commit ff1a7c63, read 2026-11-26
 */
export const burstGpt: ColumnFormat = {
  name: 'BurstGPT',
  time: 'Timestamp',
  input: 'Request tokens',
  output: 'Response tokens',
  unit: 'seconds',
  zeroOutputIsFailure: true,
};
