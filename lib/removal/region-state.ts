/** What stands in AWS of a region that is to go: read anew before every step, so that nothing has to be remembered. */
export interface RegionState {
  /** Those that stand, in the order in which they can be deleted. */
  readonly stacks: readonly StandingStack[];
  /** Undefined where no traffic ever reached the fleet. */
  readonly traffic: StandingStack | undefined;
  readonly answers: readonly Answer[];
  readonly groups: readonly Group[];
  readonly loadBalancers: readonly string[];
}

export interface StandingStack {
  readonly name: string;
  readonly region: string;
  readonly id: string;
  /** As CloudFormation says it. */
  readonly status: string;
  readonly isProtected: boolean;
}

/** A health check of the traffic stack: while it succeeds, DNS answers with its region. */
export interface Answer {
  readonly healthCheckId: string;
  readonly version: number | undefined;
  /** Whom it asks: the region's own name of a workload. */
  readonly hostName: string;
  /** Switched off and inverted, so that it fails whatever the region does. */
  readonly withdrawn: boolean;
  /** Whether Route 53 gets an answer from there; unknown where no checker has said anything. */
  readonly health: 'answers' | 'fails' | 'unknown';
}

export interface Group {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly hasWarmPool: boolean;
  /** Those on their way out too, and the stopped ones of the warm pool. */
  readonly instances: readonly string[];
  readonly warmInstances: number;
}

/** Whether an answer is given for a region: its host name begins with the region. */
export const isAnswerOf = ({ hostName }: Pick<Answer, 'hostName'>, region: string): boolean =>
  hostName.startsWith(`${region}.`);

/**
 * Host names of workloads that would lose their last answer with this region: all others are withdrawn, gone, or fail while
 * this one does not. Where every answer fails DNS gives them all, and nothing is lost that was there.
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
