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

/** Host names of workloads that only this region would answer for, all others withdrawn or gone. */
export function onlyAnswers(answers: readonly Answer[], region: string): string[] {
  const workloadOf = ({ hostName }: Answer): string => hostName.slice(hostName.indexOf('.') + 1);
  const others = answers.filter((one) => !isAnswerOf(one, region) && !one.withdrawn).map(workloadOf);
  return answers
    .filter((one) => isAnswerOf(one, region))
    .map(workloadOf)
    .filter((name) => !others.includes(name));
}

export const isEmpty = ({ minSize, maxSize, instances, warmInstances }: Group): boolean =>
  minSize === 0 && maxSize === 0 && instances.length === 0 && warmInstances === 0;

export const isChanging = ({ status }: StandingStack): boolean => status.endsWith('_IN_PROGRESS');
