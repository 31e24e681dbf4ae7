import type { ColdStartStage, LaunchFailureReason, wholeColdStart } from './cold-start';
import type { PoolName } from './pools';

/** Metrics that the fleet publishes about itself. Every ratio is 0–1. */
export const metricNamespace = 'Polyregion';

export const metricNames = {
  /** Published by the agent, per instance and averaged over the cell: requests running plus waiting. Real zeros, never gaps. */
  requestsInFlight: 'RequestsInFlight',
  /** Published by the agent, per request. */
  timeToFirstTokenSeconds: 'TimeToFirstTokenSeconds',
  /** Published by the agent every minute, per instance: mean of its newest answers, as {@link firstTokenWindow} counts them. */
  instanceTimeToFirstTokenSeconds: 'InstanceTimeToFirstTokenSeconds',
  /** Published by the cold-start recorder, per cell and for every minute of the hours that follow: what that mean usually is at most. */
  usualTimeToFirstTokenSeconds: 'UsualTimeToFirstTokenSeconds',
  /** Published by the agent, per request: mean time between the tokens of an answer. */
  timePerOutputTokenSeconds: 'TimePerOutputTokenSeconds',
  /** Published by the agent every minute, per instance: share of the KV cache that is taken, of its fullest replica. */
  kvCacheUsageRatio: 'KvCacheUsageRatio',
  /** Published by the agent every minute, per instance: tokens of prompts that were read. Their sum is the cell's. */
  inputTokens: 'InputTokens',
  /** Published by the agent every minute, per instance: tokens that were generated. */
  outputTokens: 'OutputTokens',
  /** Published by the agent every minute, per instance: requests that its engines finished, the agent's own probes left out. */
  requests: 'Requests',
  /** Published by the agent every minute, per instance: replicas that make progress. Once more with the instance type, which says what a cell's minute ran on. */
  replicasReady: 'ReplicasReady',
  /** Published by the agent every minute, per instance: engines that were started again in place. */
  engineRestarts: 'EngineRestarts',
  /** Published by the agent every minute, per instance: mean over its GPUs. A profile, no scaling signal. */
  gpuUtilizationRatio: 'GpuUtilizationRatio',
  gpuMemoryUsedRatio: 'GpuMemoryUsedRatio',
  /** Published by the agent every minute, per instance: share of its GPUs that heat or a power brake slows down. */
  gpuThrottledRatio: 'GpuThrottledRatio',
  /** Published by the agent every minute, per instance and kind, zeros included: 1 for what holds it back. */
  bottleneck: 'Bottleneck',
  /** Published by the burn meter every minute, per phase, zeros included: list price of what runs now. An estimate. */
  usdPerHour: 'UsdPerHour',
  /** Published by the burn meter every minute: running GPU instances whose price the catalogue does not hold. */
  unpricedInstances: 'UnpricedInstances',
  /** Published by the repair function, per cell and request: 1 where it may not replace the sick instance, 0 where it need not or did. */
  repairsHeld: 'RepairsHeld',
  /** Published by the agent, per stage and for all of them together, once its instance is in service; once more with instance type and pool. */
  coldStartSeconds: 'ColdStartSeconds',
  /** Published by the cold-start recorder, per cell, and once more per reason: launches that failed. An event that EventBridge delivers twice counts twice. */
  launchesFailed: 'LaunchesFailed',
  /** Published by the cold-start recorder, per cell: instances that ran, but never answered. */
  launchesAbandoned: 'LaunchesAbandoned',
  /** Published by the recorder, per cell and launch by target tracking: 1 where nothing held the cell back just before. */
  launchesWithoutBottleneck: 'LaunchesWithoutBottleneck',
  /** Published by the recorder every hour, per cell: of the stage that grew most, its p95 of the day before over that of the week before. */
  coldStartRegressionRatio: 'ColdStartRegressionRatio',
  /** Published by the recorder every hour, per cell: days since its model was profiled. */
  profileAgeDays: 'ProfileAgeDays',
  /** Published by the recorder every hour, per cell: how far the median cold start lies outside what the plan expects; 1 inside. */
  coldStartDriftRatio: 'ColdStartDriftRatio',
} as const;

export const dimensionNames = {
  fleet: 'Fleet',
  model: 'Model',
  phase: 'Phase',
  stage: 'Stage',
  reason: 'Reason',
  bottleneck: 'Bottleneck',
  instanceType: 'InstanceType',
  pool: 'Pool',
} as const;

/** What can hold an instance back. */
export const bottlenecks = ['none', 'queue', 'kv-memory', 'compute', 'bandwidth'] as const;

export type Bottleneck = (typeof bottlenecks)[number];

export interface CellDimensions {
  readonly fleet: string;
  readonly model: string;
}

/** Dimensions of what the agent publishes; the region is where the metric lives. */
export function cellDimensions({ fleet, model }: CellDimensions): Record<string, string> {
  return { [dimensionNames.fleet]: fleet, [dimensionNames.model]: model };
}

export function phaseDimensions(fleet: string, phase: string): Record<string, string> {
  return { [dimensionNames.fleet]: fleet, [dimensionNames.phase]: phase };
}

export function fleetDimensions(fleet: string): Record<string, string> {
  return { [dimensionNames.fleet]: fleet };
}

/** Of one stage of the cold start, or of the whole of it. */
export function stageDimensions(
  cell: CellDimensions,
  stage: ColdStartStage | typeof wholeColdStart,
): Record<string, string> {
  return { ...cellDimensions(cell), [dimensionNames.stage]: stage };
}

/** Of one stage on one instance type, as one pool buys it. */
export function launchDimensions(
  cell: CellDimensions,
  stage: ColdStartStage | typeof wholeColdStart,
  { instanceType, pool }: { readonly instanceType: string; readonly pool: PoolName },
): Record<string, string> {
  return {
    ...stageDimensions(cell, stage),
    [dimensionNames.instanceType]: instanceType,
    [dimensionNames.pool]: pool,
  };
}

/** Of the instances of one type. */
export function instanceTypeDimensions(cell: CellDimensions, instanceType: string): Record<string, string> {
  return { ...cellDimensions(cell), [dimensionNames.instanceType]: instanceType };
}

export function reasonDimensions(cell: CellDimensions, reason: LaunchFailureReason): Record<string, string> {
  return { ...cellDimensions(cell), [dimensionNames.reason]: reason };
}

export function bottleneckDimensions(cell: CellDimensions, kind: Bottleneck): Record<string, string> {
  return { ...cellDimensions(cell), [dimensionNames.bottleneck]: kind };
}
