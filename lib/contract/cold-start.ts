/** From the launch of an instance until its model answers, in the order in which they pass. */
export const coldStartStages = [
  'launch',
  'boot',
  'image',
  'weights',
  'loadToGpu',
  'compile',
  'graphCapture',
  'warmUp',
  'registration',
] as const;

export type ColdStartStage = (typeof coldStartStages)[number];

/** Stands beside the stages for their sum: from the request of the instance until the load balancer counts it. */
export const wholeColdStart = 'total';

/** Why a launch failed, as the text of AWS says. */
export const awsLaunchFailureReasons = [
  'capacity',
  'reservation',
  'quota',
  'volumes',
  'verification',
  'throttling',
  'kms',
  'permission',
  'configuration',
  'other',
] as const;

/** The part of the instance that failed. */
const failedParts = ['image', 'weights', 'engine', 'gpu'] as const;

/**
 * Why a launch failed, as the agent on the instance found out: the part that failed; what AWS does not let the instance do;
 * or something else, which the text beside it names.
 */
export const agentLaunchFailureReasons = [...failedParts, 'permission', 'other'] as const;

export const launchFailureReasons = [...awsLaunchFailureReasons, ...failedParts] as const;

export type LaunchFailureReason = (typeof launchFailureReasons)[number];

/** What Auto Scaling says about launches; see {@link launchUnsuccessful}. */
export const autoScalingEventSource = 'aws.autoscaling';

/**
 * Detail type of a launch that Auto Scaling gave up, with the reason as text.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html
 */
export const launchUnsuccessful = 'EC2 Instance Launch Unsuccessful';

/** Detail type of a launch that ended in service; same source, same page. */
export const launchSuccessful = 'EC2 Instance Launch Successful';

/** How long before a launch a cell must have been without a bottleneck for the launch to be one too many. */
export const beforeLaunchSeconds = 900;

/** What the plan expects of a cell's cold start, seconds, over all instance types that it may have. */
export interface ExpectedSeconds {
  readonly low: number;
  readonly high: number;
}

/**
 * When the recorder of failed launches stops the launches of a group. Before that, Auto Scaling itself limits the rate at
 * which a group launches whose launch hooks fail again and again.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html considerations, read 2026-11-27
 */
export const launchBreaker = {
  /** Instances one after the other that started and never answered; two can be chance, and each is paid for until its hook ends. */
  abandonedInARow: 3,
} as const;

/** How cold starts are judged, every hour, over whole days in UTC. */
export const coldStartReview = {
  /** The day before is compared with the median of so many days before it. */
  baselineDays: 7,
  /** With fewer of those there is nothing to compare with. */
  leastBaselineDays: 3,
  /** What a stage may grow without being counted: shorter ones double by chance. */
  ignoredSeconds: 10,
} as const;
