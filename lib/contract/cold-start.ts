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

/** Why a launch did not end in an instance that answers. The last four are what the agent found. */
export const launchFailureReasons = [
  'capacity',
  'quota',
  'throttling',
  'kms',
  'permission',
  'configuration',
  'other',
  'image',
  'weights',
  'engine',
  'gpu',
] as const;

export type LaunchFailureReason = (typeof launchFailureReasons)[number];

/** Detail type of {@link LaunchFailure}; its source is the agent's. */
export const launchFailed = 'Launch Failed';

/** Detail of the event that the agent sends before it abandons its own launch. */
export interface LaunchFailure {
  readonly fleet: string;
  readonly model: string;
  readonly instanceId: string;
  readonly reason: Extract<LaunchFailureReason, 'image' | 'weights' | 'engine' | 'gpu'>;
  /** In which it failed. */
  readonly stage: ColdStartStage;
}

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

/** How cold starts are judged, every hour, over whole days in UTC. */
export const coldStartReview = {
  /** The day before is compared with the median of so many days before it. */
  baselineDays: 7,
  /** With fewer of those there is nothing to compare with. */
  leastBaselineDays: 3,
  /** What a stage may grow without being counted: shorter ones double by chance. */
  ignoredSeconds: 10,
} as const;
