import * as z from 'zod/mini';
import { positive, text } from './schema-parts';

/** What the review of a region's cells knows of one cell from the plan. */
const reviewedCell = z.object({
  /** How long a cold start should take, seconds, over all instance types that the cell may have. */
  expectedSeconds: z.object({ low: positive, high: positive }),
  /** Last day that the profile of its model covers, ISO 8601; absent where the model was never profiled. */
  profiledOn: z.optional(text),
});

/** By model with a cell in the region. */
export const reviewedCells = z.record(text, reviewedCell);

export type ReviewedCell = Readonly<z.infer<typeof reviewedCell>>;

export type ReviewedCells = Readonly<z.infer<typeof reviewedCells>>;
