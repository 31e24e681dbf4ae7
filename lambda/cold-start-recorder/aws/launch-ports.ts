import {
  type AutoScalingClient,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  SuspendProcessesCommand,
} from '@aws-sdk/client-auto-scaling';
import type { LaunchPorts } from '../stop-launches';

/** Enough for the launches in a row among terminations; Auto Scaling lists the newest first. */
const newest = 50;
/** A refresh that has ended one way or the other; every other status still acts on the group. */
const ended: readonly string[] = ['Successful', 'Failed', 'Cancelled', 'RollbackSuccessful', 'RollbackFailed'];

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Activity.html 2026 */
export const launchPorts = (client: AutoScalingClient): LaunchPorts => ({
  endedLaunches: async (AutoScalingGroupName) => {
    const { Activities = [] } = await client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName, MaxRecords: newest }),
    );
    return Activities.filter(
      ({ Description = '', EndTime }) => Description.startsWith('Launching') && EndTime !== undefined,
    ).map(({ StatusCode, StatusMessage = '' }) => ({
      succeeded: StatusCode === 'Successful',
      statusMessage: StatusMessage,
    }));
  },
  isRefreshing: async (AutoScalingGroupName) => {
    const { InstanceRefreshes: [last] = [] } = await client.send(
      new DescribeInstanceRefreshesCommand({ AutoScalingGroupName, MaxRecords: 1 }),
    );
    return last !== undefined && !ended.includes(last.Status ?? '');
  },
  suspendLaunches: async (AutoScalingGroupName) => {
    await client.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ['Launch'] }));
  },
});
