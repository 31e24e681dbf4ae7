import type { ExpectedSeconds } from './cold-start';

/** What the recorder is told about a cell. */
export interface ReviewedCell {
  /** Of its cold start, as the plan has it. */
  readonly expectedSeconds: ExpectedSeconds;
  /** Last day that the profile of its model counts, ISO 8601; absent where there is none. */
  readonly profiledOn?: string;
}
