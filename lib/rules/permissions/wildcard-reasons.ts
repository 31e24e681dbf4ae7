import type { Statement } from './statements';

/** Why a permission cannot name a resource. */
export interface WildcardReason {
  readonly action: string;
  readonly reason: string;
  /** Condition key that must narrow the permission. */
  readonly condition?: string;
}

const channels = 'a session’s channel has no resource; the permission to start a session decides who gets one';

/** Every action that may be allowed on `*`. It is the only such list: the rules, docs/permissions.md and their tests read it. */
export const wildcardReasons: readonly WildcardReason[] = [
  { action: 'autoscaling:DescribeAutoScalingGroups', reason: 'lists have no resources' },
  { action: 'elasticloadbalancing:DescribeTargetHealth', reason: 'lists have no resources' },
  { action: 'autoscaling:DescribeInstanceRefreshes', reason: 'lists have no resources' },
  { action: 'autoscaling:DescribeScalingActivities', reason: 'lists have no resources' },
  { action: 'cloudwatch:GetMetricData', reason: 'metrics have no resources; reading them changes nothing' },
  {
    action: 'cloudwatch:PutMetricData',
    reason: 'metrics have no resources; the condition limits it to the namespace of the fleet',
    condition: 'cloudwatch:namespace',
  },
  { action: 'ec2:DescribeCapacityReservations', reason: 'lists have no resources' },
  { action: 'ec2:DescribeInstances', reason: 'lists have no resources' },
  {
    action: 'ecr:GetAuthorizationToken',
    reason: 'a token has no resource; the permissions on the repository decide which images it opens',
  },
  { action: 'ssm:UpdateInstanceInformation', reason: 'an instance reports itself before it has an id to name' },
  { action: 'ssmmessages:CreateControlChannel', reason: channels },
  { action: 'ssmmessages:CreateDataChannel', reason: channels },
  { action: 'ssmmessages:OpenControlChannel', reason: channels },
  { action: 'ssmmessages:OpenDataChannel', reason: channels },
];

/** Why the action may stand on `*` in this statement; undefined where nothing says so. */
export function wildcardReason(action: string, { conditions }: Statement): string | undefined {
  const listed = wildcardReasons.find((one) => one.action === action);
  const keys = Object.values(conditions).flatMap((condition) => Object.keys(condition as object));
  return listed?.condition === undefined || keys.includes(listed.condition) ? listed?.reason : undefined;
}

export const isOnEverything = ({ resources }: Statement): boolean => resources.includes('*');
