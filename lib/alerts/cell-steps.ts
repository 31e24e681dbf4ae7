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
      expect: `min ${min}, max ${max}, and inService equal to desired. If desired equals max, the group cannot grow by itself.`,
    },
    overflowSizes:
      overflow === undefined
        ? []
        : [
            {
              say: 'See how many spot instances run.',
              command: overflow.sizes,
              expect:
                'min 0. If desired is above 0, target tracking has asked for spot instances. If inService is below desired, the instances still load, or AWS has no spot capacity; the fleet then launches no on-demand instances in their place.',
            },
          ],
    launches: {
      say: 'See whether launches fail, and why.',
      command: group.activities,
      expect:
        'Successful: AWS has capacity. InProgress, MidLifecycleAction or WaitingForInstanceWarmup: the instance is starting; in MidLifecycleAction its agent loads the model. Failed with InsufficientInstanceCapacity: AWS has no such instance free, and no setting here helps. Failed with VcpuLimitExceeded: the quota is used up. Failed with Client.InternalError: the key of the disks does not admit Auto Scaling. Failed for another reason, or no launch at all: call the owner of the fleet (README.md).',
    },
    targetHealth: {
      say: 'See what the load balancer thinks of each instance.',
      command: group.targetHealth,
      expect:
        'healthy: the instance answers. initial: the instance is starting. unhealthy with Target.ResponseCodeMismatch: the agent reports that the instance is not ready. unhealthy with Target.FailedHealthChecks: nothing listens on the port. unhealthy with Target.Timeout: the agent hangs. draining: the instance is leaving. No rows: no instance runs, or every one still waits in its launch hook. An error without a target group: the Auto Scaling group does not exist.',
    },
    oneMore: (notWhen) => ({
      say: `Raise the minimum to one instance more than the ${min} of the plan.`,
      command: group.setMinSize(min + 1, max),
      expect: 'Nothing is printed. desired rises by one, and the new instance answers once its model has loaded.',
      notWhen,
      undoWhen:
        'when the alarm has cleared. Target tracking then takes the instance away when the load allows it. A deployment does not undo this step.',
      undo: group.setMinSize(min, max),
    }),
  };
}
