import { type AutoScalingClient, paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import { type CellName, poolGroupNames } from '../../../lib/contract/names';
import type { Group } from '../decide-repair';

/** Every group that the cell has. */
export async function cellGroups(client: AutoScalingClient, cell: CellName): Promise<Group[]> {
  const pages = paginateDescribeAutoScalingGroups(
    { client },
    { AutoScalingGroupNames: poolGroupNames(cell.fleet, [cell.model]) },
  );
  const groups: Group[] = [];
  for await (const { AutoScalingGroups = [] } of pages) {
    groups.push(
      ...AutoScalingGroups.map(
        ({
          AutoScalingGroupName = '',
          MaxSize = 0,
          SuspendedProcesses = [],
          TargetGroupARNs = [],
          Instances = [],
        }) => ({
          name: AutoScalingGroupName,
          maxInstances: MaxSize,
          targetGroupArns: TargetGroupARNs,
          suspendedProcesses: SuspendedProcesses.map(({ ProcessName = '' }) => ProcessName),
          instances: Instances.map(({ InstanceId = '', LifecycleState = '', HealthStatus = '' }) => ({
            id: InstanceId,
            lifecycleState: LifecycleState,
            healthStatus: HealthStatus,
          })),
        }),
      ),
    );
  }
  return groups;
}
