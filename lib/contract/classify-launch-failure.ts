import type { awsLaunchFailureReasons } from './cold-start';

/** The instance ran but did not report that it answers, so its launch hook was abandoned. The agent reports the cause if it can. */
export const abandoned = 'abandoned';

type AwsReason = (typeof awsLaunchFailureReasons)[number];

/**
 * What Auto Scaling and EC2 write, by what to do about it; the first that matches counts. Auto Scaling gives EC2's texts
 * without their codes, but for what happens after the launch.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-ami.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html PendingVerification, Blocked, AuthFailure
 */
const patterns: readonly (readonly [RegExp, AwsReason | typeof abandoned])[] = [
  [/Lifecycle Action .*was abandoned/, abandoned],
  [/account is currently (being verified|blocked)|being validated|PendingVerification/i, 'verification'],
  [/VolumeLimitExceeded|volume limit exceeded|MaxIOPSLimitExceeded/i, 'volumes'],
  [/Capacity (Block|Reservation)\b.*(expired|not active|not in an active state|ended|cancelled)/i, 'reservation'],
  [/Client\.InternalError|InvalidKMSKey|KMS key/i, 'kms'],
  [/vCPU limit|instance limit|quota|already running|spot instance count exceeded/i, 'quota'],
  [/VcpuLimitExceeded|MaxSpotInstanceCountExceeded|MaxFleetCountExceeded|InstanceLimitExceeded/, 'quota'],
  [
    /sufficient .*capacity|Insufficient\w*Capacity|insufficient capacity|no Spot capacity|UnfulfillableCapacity/i,
    'capacity',
  ],
  [/ReservationCapacityExceeded|SpotInstanceTermination/, 'capacity'],
  [/Spot request price|free addresses|InsufficientFreeAddressesInSubnet/, 'capacity'],
  [/request limit exceeded|RequestLimitExceeded|rate exceeded|throttl/i, 'throttling'],
  [/not authorized for images/i, 'configuration'],
  [/not authorized|Unauthorized|AccessDenied|access denied|authentication failure/i, 'permission'],
  [
    /does not exist|not supported|is pending, and cannot be run|does not match the architecture|invalid|may not be used/i,
    'configuration',
  ],
];

export const classifyLaunchFailure = (statusMessage: string): AwsReason | typeof abandoned =>
  patterns.find(([pattern]) => pattern.test(statusMessage))?.[1] ?? 'other';
