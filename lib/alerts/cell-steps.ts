import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';

/** Steps that several pages share. */
export interface CellSteps {
  readonly sizes: Step;
  /** The sizes of the spot group, where the cell has one. */
  readonly overflowSizes: readonly Step[];
  readonly launches: Step;
  readonly targetHealth: Step;
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
        'Successful: AWS has capacity.',
        'InProgress or WaitingForInstanceWarmup: the instance is starting.',
        'MidLifecycleAction: the instance runs, and its agent loads the model.',
        'Failed with InsufficientInstanceCapacity: AWS has no such instance free. No setting of the fleet changes that.',
        'Failed with VcpuLimitExceeded: the quota of the account is used up.',
        'Failed with Client.InternalError: Auto Scaling may not use the key that encrypts the disks.',
        'Failed for another reason, or no launch at all: call the owner of the fleet (README.md).',
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
        'An error about the target group: the Auto Scaling group does not exist.',
      ],
    },
    oneMore: (notWhen) => ({
      say: `Raise the minimum to one instance more than the ${min} of the plan.${min + 1 > max ? ` The maximum rises with it, because it is ${max}.` : ''}`,
      command: group.setMinSize(min + 1, max),
      expect: 'Nothing is printed. desired rises by one, and the new instance answers once its model has loaded.',
      notWhen,
      undo: {
        when: 'when the alarm has cleared. Target tracking then takes the instance away as soon as the load allows it. A deployment does not undo this step.',
        command: group.setMinSize(min, max),
      },
    }),
  };
}
