import { ask } from '../../artifacts/ask';
import { type abandoned, classifyLaunchFailure } from '../../contract/classify-launch-failure';
import type { LaunchFailureReason } from '../../contract/cold-start';
import { type CellName, poolGroupNames } from '../../contract/names';

/** Loaded here and now: no other command pays for the SDK. */
const scalingModule = () => import('@aws-sdk/client-auto-scaling');

/** A launch that ended before its instance could say anything, as Auto Scaling tells it. */
export interface RefusedLaunch {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly region: string;
  readonly model: string;
  readonly group: string;
  readonly reason: LaunchFailureReason | typeof abandoned;
  /** The instance that started and never answered; absent where AWS started none. */
  readonly instanceId?: string;
  /** The text of AWS. */
  readonly message: string;
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html 2026: so many in one answer */
const mostActivities = 100;

/**
 * The newest launches of a cell's groups that failed, of the newest hundred activities of each group; Auto Scaling keeps six
 * weeks of them. A group that is not deployed has none.
 *
 * @throws FindingError
 */
export async function readRefused(cell: CellName, region: string, most: number): Promise<RefusedLaunch[]> {
  const { AutoScalingClient, DescribeAutoScalingGroupsCommand, DescribeScalingActivitiesCommand } =
    await scalingModule();
  const client = new AutoScalingClient({ region });
  try {
    const { AutoScalingGroups = [] } = await ask(
      { region, action: 'autoscaling:DescribeAutoScalingGroups', of: `groups of ${cell.model}` },
      client.send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: poolGroupNames(cell.fleet, [cell.model]) }),
      ),
    );
    const read = AutoScalingGroups.map(async ({ AutoScalingGroupName: group = '' }) => {
      const { Activities = [] } = await ask(
        { region, action: 'autoscaling:DescribeScalingActivities', of: group },
        client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group, MaxRecords: mostActivities })),
      );
      return Activities.filter(
        ({ Description = '', StatusCode = '' }) =>
          Description.startsWith('Launching') && (StatusCode === 'Failed' || StatusCode === 'Cancelled'),
      ).map(({ Description = '', StartTime, EndTime, StatusMessage = '' }): RefusedLaunch => {
        const [instanceId] = /\bi-[0-9a-f]+/.exec(Description) ?? [];
        return {
          at: (EndTime ?? StartTime ?? new Date(0)).toISOString(),
          region,
          model: cell.model,
          group,
          reason: classifyLaunchFailure(StatusMessage),
          ...(instanceId === undefined ? {} : { instanceId }),
          message: StatusMessage,
        };
      });
    });
    const found = (await Promise.all(read)).flat();
    return found.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
  } finally {
    client.destroy();
  }
}
