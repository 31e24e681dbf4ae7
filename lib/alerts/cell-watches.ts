import { alarmName } from '../contract/names';
import type { CellPlan } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Mitigation, Step, Watch } from './alert';
import { type GroupCommands, groupCommands } from './group-commands';

/** One cell, and the commands that act on its group. */
export interface CellContext {
  readonly cell: CellPlan;
  /** Commands on the group of the baseline pool. */
  readonly group: GroupCommands;
  /** Commands on the group of the spot pool; undefined where the cell has none. */
  readonly overflow: GroupCommands | undefined;
}

/** One watch of every cell. */
export const perCell = (
  plan: Plan,
  alertId: string,
  watch: (context: CellContext) => Omit<Watch, 'alarmName' | 'region' | 'model'>,
): Watch[] =>
  plan.cells.map((cell) => ({
    alarmName: alarmName(plan.fleet.name, cell.model, alertId),
    region: cell.region,
    model: cell.model,
    ...watch(contextOf(plan, cell)),
  }));

function contextOf({ fleet }: Plan, cell: CellPlan): CellContext {
  const { model, region } = cell;
  return {
    cell,
    group: groupCommands(fleet.name, model, region),
    overflow: cell.pools.some(({ pool }) => pool === 'overflow')
      ? groupCommands(fleet.name, model, region, 'overflow')
      : undefined,
  };
}

/** Steps that several pages share. */
export interface CellSteps {
  readonly sizes: Step;
  /** The same of the spot pool, where there is one. */
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
      expect: `min ${min}, max ${max}, inService equal to desired. desired at max: it cannot grow by itself.`,
    },
    overflowSizes:
      overflow === undefined
        ? []
        : [
            {
              say: 'See how many spot instances help.',
              command: overflow.sizes,
              expect:
                'min 0, desired above 0: the overflow has been asked for. inService below desired: AWS has no spot instances to give, or they load; nothing falls back to on-demand by itself.',
            },
          ],
    launches: {
      say: 'See whether launches fail, and why.',
      command: group.activities,
      expect:
        'Successful launches: capacity is there. InProgress, MidLifecycleAction or WaitingForInstanceWarmup: on their way, in the second the agent loads the model. Failed with InsufficientInstanceCapacity: AWS has none, no setting here helps. VcpuLimitExceeded: a quota. Client.InternalError: the disk key refuses Auto Scaling. Failed for another reason, or no launch at all: call the owner of the fleet (README.md).',
    },
    targetHealth: {
      say: 'See what the load balancer thinks of each instance.',
      command: group.targetHealth,
      expect:
        'healthy: it answers. initial: it is starting. unhealthy with Target.ResponseCodeMismatch: the agent says not ready; with Target.FailedHealthChecks: nothing listens; with Target.Timeout: it hangs. draining: it is leaving. No rows: no instance runs, or none has got past its launch hook. An error that names no target group: the group itself is gone.',
    },
    oneMore: (notWhen) => ({
      say: `Ask for one instance more than the plan's minimum of ${min}.`,
      command: group.setMinSize(min + 1, max),
      expect: 'Nothing is printed. desired rises, and the instance answers after the model has loaded.',
      notWhen,
      undoWhen:
        'when the alarm has cleared. The instance itself goes when target tracking scales in. No deployment does it.',
      undo: group.setMinSize(min, max),
    }),
  };
}
