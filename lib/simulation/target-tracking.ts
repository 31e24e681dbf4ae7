/** Target tracking of one group. */
export interface Scaling {
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Requests in flight on an instance, averaged over the group. */
  readonly targetInFlight: number;
  /** From a launch until the instance takes requests. */
  readonly coldStartSeconds: number;
}

/** How the alarms of target tracking look at the metric. */
export const trackingPeriodSeconds = 60;
const periodsAbove = 3;
const periodsBelow = 15;
/** The metric must be so far below the target before instances are taken away. */
export const belowRatio = 0.9;

/**
 * How many instances target tracking wants, minute after minute.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html read
 * 2026-11-27; the numbers of periods are those of the alarms that AWS creates for such a policy
 */
export class TargetTracking {
  private above = 0;
  private below = 0;

  constructor(private readonly scaling: Scaling) {}

  /**
   * @param inFlight mean requests in flight in the period, over the instances in service
   * @param inService instances in service
   * @param launched those and the ones that start
   */
  wanted(inFlight: number, inService: number, launched: number): number {
    const { targetInFlight, minInstances, maxInstances } = this.scaling;
    const each = inFlight / Math.max(1, inService);
    this.above = each > targetInFlight ? this.above + 1 : 0;
    this.below = each < targetInFlight * belowRatio ? this.below + 1 : 0;
    const needed = Math.ceil(inFlight / targetInFlight);
    if (this.above >= periodsAbove) {
      return Math.min(maxInstances, Math.max(launched, needed));
    }
    return this.below >= periodsBelow ? Math.max(minInstances, Math.min(launched, needed)) : launched;
  }
}
