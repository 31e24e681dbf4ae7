import type { CellDimensions } from '../../lib/contract/metrics';

/** One value for each day, the oldest first; undefined for days without data. */
export type Days = readonly (number | undefined)[];

/** What the agents of a cell measured on the whole days before a moment. */
export interface CellDays {
  /** p95 seconds of every stage of the cold start. */
  readonly stages: readonly Days[];
  /** Median seconds of the whole cold start. */
  readonly totals: Days;
  /** Mean first tokens of the instances, seconds: the value that nine tenths of the day stayed below. */
  readonly firstTokens: Days;
}

export type ReadCellDays = (cell: CellDimensions, at: Date) => Promise<CellDays>;
