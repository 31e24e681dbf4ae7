/** What exists in AWS of a region that is being removed. Every step reads it again, so no state is kept between steps. */
export interface RegionState {
  /** Existing stacks, in the order in which they can be deleted. */
  readonly stacks: readonly StandingStack[];
  /** The traffic stack; undefined where it does not exist, so that no DNS name ever led to the fleet. */
  readonly traffic: StandingStack | undefined;
  readonly answers: readonly Answer[];
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

/** A health check of the traffic stack. While it succeeds, DNS answers with its region. */
export interface Answer {
  readonly healthCheckId: string;
  readonly version: number | undefined;
  /** The host that it checks: the region's own name of a workload. */
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

/** Whether the answer belongs to a region: then its host name begins with the region. */
export const isAnswerOf = ({ hostName }: Pick<Answer, 'hostName'>, region: string): boolean =>
  hostName.startsWith(`${region}.`);

/**
 * Host names of workloads that would lose their last good answer with this region: every other answer is withdrawn,
 * deleted or failing, and this one is not. Where every answer fails, DNS returns all of them, so the removal loses none.
 */
export function onlyAnswers(answers: readonly Answer[], region: string): string[] {
  const workloadOf = ({ hostName }: Answer): string => hostName.slice(hostName.indexOf('.') + 1);
  return answers
    .filter((own) => isAnswerOf(own, region))
    .filter((own) => {
      const others = answers.filter((one) => one !== own && workloadOf(one) === workloadOf(own) && !one.withdrawn);
      const serves = own.health === 'answers' && !own.withdrawn;
      return !others.some(({ health }) => !serves || health !== 'fails');
    })
    .map(workloadOf);
}

export const isEmpty = ({ minSize, maxSize, instances, warmInstances }: Group): boolean =>
  minSize === 0 && maxSize === 0 && instances.length === 0 && warmInstances === 0;

export const isChanging = ({ status }: StandingStack): boolean => status.endsWith('_IN_PROGRESS');
