import type { Fleet } from '../fleet/fleet';

/** One thing that the cost of a fleet rests on, and what it would be with that thing alone otherwise. */
export interface Assumption {
  /** For example `chat: peak demand`. */
  readonly what: string;
  readonly now: string;
  /** One list for each direction, the smallest step first: a cost moves by whole instances, so the smallest may change nothing. */
  readonly directions: readonly (readonly Step[])[];
  /** What one measurement would say in its place. @default - no measurement would */
  readonly measurable?: Measurable;
}

/** What `npx polyregion measure` takes. */
export interface Measurable {
  readonly model: string;
  readonly instanceType: string;
  readonly workload: string;
}

export interface Step {
  /** The value after it, for example `27.7`. */
  readonly to: string;
  /** In tenths of the value or of the whole range, so that steps of different assumptions compare. */
  readonly tenths: number;
  /** What `npx polyregion plan --set` takes to plan it; empty where the fleet file has no field for it. */
  readonly set: readonly string[];
  readonly fleet: Fleet;
}
