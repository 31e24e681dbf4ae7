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
