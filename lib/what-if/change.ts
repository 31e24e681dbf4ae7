import type { Fleet } from '../fleet/fleet';

/** One change alone with which a fleet keeps its objectives and its budget for serving. */
export interface NearestChange {
  /** For example `chat: TTFT 2.5 s instead of 2 s`. */
  readonly what: string;
  /** What `npx polyregion plan --set` takes to plan it. */
  readonly set: readonly string[];
  /** Expected cost of GPU instances with it. */
  readonly usdPerMonth: number;
}

/** A change that is not yet known to be enough. */
export interface Try {
  readonly what: string;
  readonly set: readonly string[];
  readonly fleet: Fleet;
}
