/** How the regions of a workload share its traffic, and what they keep ready for the loss of one of them. */
export const failoverModes = ['active-active', 'warm-standby', 'pilot-light'] as const;

export type FailoverMode = (typeof failoverModes)[number];

/** In a plan also `none`: the fleet file states a reason and an owner in place of a failover policy. */
export type PlannedFailoverMode = FailoverMode | 'none';
