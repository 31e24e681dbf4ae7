/** What exists in AWS of a region that is being removed. Every step reads it again, so no state is kept between steps. */
export interface RegionState {
  /** Existing stacks, in the order in which they can be deleted. */
  readonly stacks: readonly StandingStack[];
  /** The traffic stack; undefined where it does not exist, so that no DNS name ever led to the fleet. */
  readonly traffic: StandingStack | undefined;
  readonly healthChecks: readonly RegionHealthCheck[];
  readonly groups: readonly Group[];
  readonly loadBalancers: readonly string[];
}

export interface StandingStack {
  readonly name: string;
  readonly region: string;
  readonly id: string;
  /** The status in CloudFormation's words. */
  readonly status: string;
  readonly isProtected: boolean;
}

/** A Route 53 health check of the traffic stack: while it succeeds, DNS answers with its region. */
export interface RegionHealthCheck {
  readonly healthCheckId: string;
  readonly version: number | undefined;
  /** The name that it asks: the region's own name of a workload. */
  readonly hostName: string;
  /** The check is disabled and inverted, so that it fails whatever the region does. */
  readonly withdrawn: boolean;
  /** Whether the checkers of Route 53 get an answer from the host; unknown where no checker has reported yet. */
  readonly health: 'answers' | 'fails' | 'unknown';
}

export interface Group {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly hasWarmPool: boolean;
  /** Instances of the group, including terminating ones and stopped ones of the warm pool. */
  readonly instances: readonly string[];
  readonly warmInstances: number;
}

/** Whether the check belongs to a region: its host name begins with the region. */
export const isHealthCheckOf = ({ hostName }: Pick<RegionHealthCheck, 'hostName'>, region: string): boolean =>
  hostName.startsWith(`${region}.`);

/**
 * Host names of workloads that would have no healthy region without this one: the checks of all others are withdrawn, gone, or fail
 * while this one does not. Where every check fails, DNS answers with all regions, and removing one loses nothing.
 */
export function lastHostNames(healthChecks: readonly RegionHealthCheck[], region: string): string[] {
  const workloadOf = ({ hostName }: RegionHealthCheck): string => hostName.slice(hostName.indexOf('.') + 1);
  return healthChecks
    .filter((own) => isHealthCheckOf(own, region))
    .filter((own) => {
      const others = healthChecks.filter((one) => one !== own && workloadOf(one) === workloadOf(own) && !one.withdrawn);
      const serves = own.health === 'answers' && !own.withdrawn;
      return !others.some(({ health }) => !serves || health !== 'fails');
    })
    .map(workloadOf);
}

export const isEmpty = ({ minSize, maxSize, instances, warmInstances }: Group): boolean =>
  minSize === 0 && maxSize === 0 && instances.length === 0 && warmInstances === 0;

export const isChanging = ({ status }: StandingStack): boolean => status.endsWith('_IN_PROGRESS');
