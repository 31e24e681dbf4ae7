import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { bottlenecks, metricNames } from '../contract/metrics';
import { phaseTagValues, untaggedPhase } from '../contract/phases';

/** Published by the agents of a cell all month, each for the cell as a whole. */
const agentMetrics = [
  metricNames.requestsInFlight,
  metricNames.inputTokens,
  metricNames.outputTokens,
  metricNames.requests,
  metricNames.kvCacheUsageRatio,
  metricNames.replicasReady,
  metricNames.engineRestarts,
  metricNames.gpuUtilizationRatio,
  metricNames.gpuMemoryUsedRatio,
  metricNames.gpuThrottledRatio,
  metricNames.timeToFirstTokenSeconds,
  metricNames.timePerOutputTokenSeconds,
  metricNames.instanceTimeToFirstTokenSeconds,
];

/** Once more for each instance type that the cell has, which is one at its minimum. */
const agentMetricsByType = [metricNames.replicasReady];

/** Published for a cell by the functions. What is counted by reason as well is published only while launches fail. */
const functionMetrics = [
  metricNames.repairsHeld,
  metricNames.launchesFailed,
  metricNames.launchesAbandoned,
  metricNames.coldStartRegressionRatio,
  metricNames.coldStartDriftRatio,
  metricNames.launchesWithoutBottleneck,
  metricNames.usualTimeToFirstTokenSeconds,
  metricNames.profileAgeDays,
];

/** Custom metrics of a cell, each charged for the whole month. A test compares them with what is published. */
export const metricsPerCell =
  agentMetrics.length + agentMetricsByType.length + bottlenecks.length + functionMetrics.length;

/** Of a cell, published only when an instance starts: every stage and the whole, for the cell and by type and pool. */
export const launchMetricsPerCell = [...coldStartStages, wholeColdStart].length * 2;

/** What the burn meter publishes in every region: USD per hour of each tag value and of none, and unpriced instances. */
export const metricsPerRegion = [...phaseTagValues, untaggedPhase, metricNames.unpricedInstances].length;
