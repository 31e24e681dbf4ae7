import type { DimensionSet } from './dimensions';

/** The program that publishes a metric. */
export type MetricPublisher =
  | 'agent'
  | 'gateway-agent'
  | 'burn-meter'
  | 'gpu-repair'
  | 'cold-start-recorder'
  | 'cell-review';

/**
 * When a series has data. CloudWatch charges a custom metric for every hour in which it is published, so `always` is paid
 * for the whole month, `at-launch` for the hours in which instances start, and `at-failure` for those in which launches fail.
 */
export type PublishedWhen = 'always' | 'at-launch' | 'at-failure';

/** A metric under one set of dimensions: one custom metric for each combination of their values. */
export interface MetricSeries<S extends DimensionSet = DimensionSet> {
  readonly by: S;
  readonly when: PublishedWhen;
}

/** Everything that is decided about a metric; what publishes it, what watches it and what it costs follow from it. */
export interface MetricDefinition<S extends DimensionSet = DimensionSet> {
  /** As CloudWatch names it. */
  readonly name: string;
  readonly publisher: MetricPublisher;
  readonly series: readonly MetricSeries<S>[];
}

const perCell = [{ by: 'cell', when: 'always' }] as const;

const agent = { publisher: 'agent', series: perCell } as const;

const review = { publisher: 'cell-review', series: perCell } as const;

/** Metrics that the fleet publishes about itself. Every ratio is 0–1. */
export const metricDefinitions = {
  /** Every ten seconds, per instance and averaged over the cell: requests running plus waiting. Real zeros, never gaps. */
  requestsInFlight: { name: 'RequestsInFlight', ...agent },
  /** Per request. */
  timeToFirstTokenSeconds: { name: 'TimeToFirstTokenSeconds', ...agent },
  /** Every minute, per instance: mean of its newest answers, as `firstTokenWindow` counts them. */
  instanceTimeToFirstTokenSeconds: { name: 'InstanceTimeToFirstTokenSeconds', ...agent },
  /** For every minute of the hours that follow: what that mean usually is at most. */
  usualTimeToFirstTokenSeconds: { name: 'UsualTimeToFirstTokenSeconds', ...review },
  /** Per request: mean time between the tokens of an answer. */
  timePerOutputTokenSeconds: { name: 'TimePerOutputTokenSeconds', ...agent },
  /** Every minute, per instance: share of the KV cache that is taken, of its fullest replica. */
  kvCacheUsageRatio: { name: 'KvCacheUsageRatio', ...agent },
  /** Every minute, per instance: tokens of prompts that were read. Their sum is the cell's. */
  inputTokens: { name: 'InputTokens', ...agent },
  /** Every minute, per instance: tokens that were generated. */
  outputTokens: { name: 'OutputTokens', ...agent },
  /** Every minute, per instance: requests that its engines finished, the agent's own probes left out. */
  requests: { name: 'Requests', ...agent },
  /** Every minute, per instance: replicas that make progress. The instance type says what a cell's minute ran on. */
  replicasReady: {
    name: 'ReplicasReady',
    publisher: 'agent',
    series: [...perCell, { by: 'instanceType', when: 'always' }],
  },
  /** Every minute, per instance: engines that were started again in place. */
  engineRestarts: { name: 'EngineRestarts', ...agent },
  /** Per instance, in the minute after it: the agent was started again, after a crash or by its unit. */
  agentRestarts: { name: 'AgentRestarts', publisher: 'agent', series: [{ by: 'cell', when: 'at-failure' }] },
  /** Every minute, per instance: mean over its GPUs. A profile, no scaling signal. */
  gpuUtilizationRatio: { name: 'GpuUtilizationRatio', ...agent },
  /** Every minute, per instance: mean over its GPUs. */
  gpuMemoryUsedRatio: { name: 'GpuMemoryUsedRatio', ...agent },
  /** Every minute, per instance: share of its GPUs that heat or a power brake slows down. */
  gpuThrottledRatio: { name: 'GpuThrottledRatio', ...agent },
  /** Every minute, per instance and kind, zeros included: 1 for what holds the instance back. */
  bottleneck: { name: 'Bottleneck', publisher: 'agent', series: [{ by: 'bottleneck', when: 'always' }] },
  /** Every minute, per phase, zeros included: list price of what runs now. An estimate. */
  usdPerHour: { name: 'UsdPerHour', publisher: 'burn-meter', series: [{ by: 'phase', when: 'always' }] },
  /** Every minute: running GPU instances whose price the catalogue does not hold. */
  unpricedInstances: { name: 'UnpricedInstances', publisher: 'burn-meter', series: [{ by: 'fleet', when: 'always' }] },
  /** Per request for a repair: 1 where the repair function may not replace the sick instance, 0 where it need not or did. */
  repairsHeld: { name: 'RepairsHeld', publisher: 'gpu-repair', series: perCell },
  /** Every five minutes, zeros included: instances that Auto Scaling counts and the load balancer has not reached for long. */
  instancesLost: { name: 'InstancesLost', publisher: 'gpu-repair', series: perCell },
  /** Every five minutes, zeros included: groups of the cell that should have instances and may launch none. */
  launchesStopped: { name: 'LaunchesStopped', publisher: 'gpu-repair', series: perCell },
  /** Once an instance is in service, per stage of its start and for all of them together; once more with instance type and pool. */
  coldStartSeconds: {
    name: 'ColdStartSeconds',
    publisher: 'agent',
    series: [
      { by: 'stage', when: 'at-launch' },
      { by: 'launch', when: 'at-launch' },
    ],
  },
  /** Launches that failed, and once more per reason. An event that EventBridge delivers twice counts twice. */
  launchesFailed: {
    name: 'LaunchesFailed',
    publisher: 'cold-start-recorder',
    series: [...perCell, { by: 'reason', when: 'at-failure' }],
  },
  /** Instances that ran, but never answered. */
  launchesAbandoned: { name: 'LaunchesAbandoned', publisher: 'cold-start-recorder', series: perCell },
  /** Per launch by target tracking: 1 where nothing held the cell back just before. */
  launchesWithoutBottleneck: { name: 'LaunchesWithoutBottleneck', ...review },
  /** Every hour: of the stage that grew most, its p95 of the day before over that of the week before. */
  coldStartRegressionRatio: { name: 'ColdStartRegressionRatio', ...review },
  /** Every hour: days since the model of the cell was profiled. */
  profileAgeDays: { name: 'ProfileAgeDays', ...review },
  /** Every hour: how far the median cold start lies outside what the plan expects; 1 inside. */
  coldStartDriftRatio: { name: 'ColdStartDriftRatio', ...review },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricKey = keyof typeof metricDefinitions;
