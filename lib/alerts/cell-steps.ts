import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';
import type { AwsCommand } from './command';
import type { GroupCommands } from './group-commands';

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

/** What the activities of a group say about its launches, and where the reader goes on from a failure. */
export const launchOutcomes = (
  after: (reason: 'capacity' | 'quota' | 'kms') => string,
  afterAnother: string,
): string[] => [
  'Successful, in a recent line about a launch: AWS has capacity.',
  'InProgress or WaitingForInstanceWarmup: the instance is starting.',
  'MidLifecycleAction: the instance runs, and its agent loads the model.',
  `Failed with InsufficientInstanceCapacity: AWS has no such instance free. ${after('capacity')}`,
  `Failed with VcpuLimitExceeded: the quota of the account is used up. ${after('quota')}`,
  `Failed with Client.InternalError: Auto Scaling is not allowed to use the key that encrypts the disks. ${after('kms')}`,
  `Failed for another reason: ${afterAnother} shows the class of the reason.`,
  'No recent line: the group has not launched anything. That is normal while inService equals desired.',
];

export function cellSteps({ cell, group, overflow, gatewayView }: CellContext): CellSteps {
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
      expect: launchOutcomes(() => 'Follow launches-failing.md.', 'launches-failing.md'),
    },
    targetHealth: gatewayView === undefined ? targetHealth(group) : readyInstances(gatewayView),

    rollouts: {
      say: 'See whether a new version is being rolled out.',
      command: group.refreshes,
      expect: [
        'InProgress: the new version is the likely cause. Wait: if the rollout fails, the stack rolls back by itself.',
        'Failed shortly before the alarm: the new version is the likely cause. Wait until the stack has rolled back by itself. If it ends in UPDATE_ROLLBACK_FAILED, call the owner of the fleet (README.md).',
        'Successful shortly before the alarm: the new version is the likely cause. Roll it back (see Mitigation).',
        'Nothing, or only rollouts of long ago: the version is not the cause.',
      ],
    },
    oneMore: (notWhen) => ({
      say: `Raise the minimum from the planned ${min} to ${min + 1}.${min === max ? ` The maximum rises with it, because it is ${max}.` : ''}`,
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

const targetHealth = (group: GroupCommands): Step => ({
  say: 'See whether the load balancer counts each instance as healthy.',
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
});

const readyInstances = (picture: AwsCommand): Step => ({
  say: 'Make a picture of the instances that the gateways find ready and of those that Auto Scaling counts, and open it.',
  command: picture,
  expect: [
    'Both lines are equal: every instance answers.',
    'InstancesReady below InstancesListed: as many instances run and do not answer.',
    'InstancesReady is 0: no instance answers.',
    'No lines at the end: the gateways report nothing. Follow no-healthy-gateway.md.',
  ],
});
