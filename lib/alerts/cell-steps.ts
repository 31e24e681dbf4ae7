import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';

/** Steps that several pages share. */
export interface CellSteps {
  readonly sizes: Step;
  /** The sizes of the spot group, where the cell has one. */
  readonly overflowSizes: readonly Step[];
  readonly launches: Step;
  readonly targetHealth: Step;
  readonly rollouts: Step;
  readonly oneMore: (notWhen: string) => Mitigation;
}

export function cellSteps({ cell, group, overflow }: CellContext): CellSteps {
  const min = cell.minInstances.value;
  const max = cell.maxInstances.value;
  return {
    sizes: {
      say: 'See how large the group is and how large it may become.',
      command: group.sizes,
      expect: [
        `min ${min} and max ${max}: the limits of the plan are deployed.`,
        'desired equal to max: the group cannot grow by itself.',
        'Other limits: a person changed them by hand, or the last change of the fleet file is not deployed in this region.',
        'inService below desired: instances are starting, or launches fail.',
      ],
    },
    overflowSizes:
      overflow === undefined
        ? []
        : [
            {
              say: 'See how many spot instances run.',
              command: overflow.sizes,
              expect: [
                'desired 0: no spot instance is needed.',
                'desired above 0: target tracking has asked for spot instances.',
                'inService below desired: the instances still load, or AWS has no spot capacity. The fleet launches no on-demand instances in their place.',
              ],
            },
          ],
    launches: {
      say: 'See whether launches fail, and why.',
      command: group.activities,
      expect: [
        'Successful, in a recent line about a launch: AWS has capacity.',
        'InProgress or WaitingForInstanceWarmup: the instance is starting.',
        'MidLifecycleAction: the instance runs, and its agent loads the model.',
        'Failed with InsufficientInstanceCapacity: AWS has no such instance free. See launches-failing.md.',
        'Failed with VcpuLimitExceeded: the quota of the account is used up. See launches-failing.md.',
        'Failed with Client.InternalError: Auto Scaling is not allowed to use the key that encrypts the disks. See launches-failing.md.',
        'Failed for another reason: launches-failing.md shows the class of the reason.',
        'No recent line: the group did not try to launch anything. That is normal while inService equals desired.',
      ],
    },
    targetHealth: {
      say: 'See what the load balancer thinks of each instance.',
      command: group.targetHealth,
      expect: [
        'healthy: the instance answers.',
        'initial: the load balancer has not finished its first health checks.',
        'unhealthy with Target.ResponseCodeMismatch: the agent reports that the instance is not ready.',
        'unhealthy with Target.FailedHealthChecks: nothing listens on the port.',
        'unhealthy with Target.Timeout: the agent hangs.',
        'draining: the instance is leaving.',
        'No rows: no instance runs, or all instances still load their model and are not registered yet.',
        'An error about the target group: the Auto Scaling group does not exist. Call the owner of the fleet (README.md).',
      ],
    },
    rollouts: {
      say: 'See whether a new version is being rolled out.',
      command: group.refreshes,
      expect: [
        'InProgress: the new version is the likely cause. Wait: if the rollout fails, the stack rolls back by itself.',
        'Successful shortly before the alarm: the new version is the likely cause. Roll it back (see Mitigation).',
        'Nothing, or only rollouts of long ago: the version is not the cause.',
      ],
    },
    oneMore: (notWhen) => ({
      say: `Raise the minimum to ${min + 1}, one more than the ${min} of the plan.${min === max ? ` The maximum rises with it, because it is ${max}.` : ''}`,
      command: min < max ? group.setMinSize(min + 1) : group.setMinSize(min + 1, min + 1),
      expect: `Nothing is printed. If desired was below ${min + 1}, it rises to ${min + 1}, and the new instance answers once its model has loaded.`,
      notWhen: `desired is ${min + 1} or more already, because nothing would change; or when ${notWhen}`,
      undo: {
        when: 'when the alarm has cleared. Target tracking then takes the instance away as soon as the load allows it. A deployment does not undo this step.',
        command: min < max ? group.setMinSize(min) : group.setMinSize(min, max),
      },
    }),
  };
}
