/**
 * How many instances a pool has, from the plan to its Auto Scaling group. An amount is a figure with its origin in a plan,
 * and a plain number in a template.
 */
export interface PoolSizing<Amount = number> {
  readonly minInstances: Amount;
  readonly maxInstances: Amount;
  /** Higher minimums at times of the week; none where no busy hours are stated. */
  readonly schedule: readonly ScheduledMinimum<Amount>[];
  /** Stopped instances, prepared beforehand. On demand only. */
  readonly warmInstances: Amount;
}

/** A higher minimum at times of the week. */
export interface ScheduledMinimum<Amount = number> {
  readonly minInstances: Amount;
  /** Five fields of cron, in the time zone. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA time zone. */
  readonly timeZone: string;
}
