/** Names of resources. Computed, so that no stack needs a reference into another region to name what lives there. */

import { readinessAlarm } from './health';
import { type PoolName, poolNames } from './pools';

export interface CellName {
  readonly fleet: string;
  readonly model: string;
}

export interface WorkloadName {
  readonly workload: string;
  readonly jurisdiction: string;
  readonly domain: string;
}

export const stackNames = {
  account: (fleet: string): string => `${fleet}-account`,
  traffic: (fleet: string): string => `${fleet}-traffic`,
  artifacts: (fleet: string, region: string): string => `${fleet}-artifacts-${region}`,
  network: (fleet: string, region: string): string => `${fleet}-network-${region}`,
  serving: (fleet: string, region: string): string => `${fleet}-serving-${region}`,
  operations: (fleet: string, region: string): string => `${fleet}-operations-${region}`,
};

/** Unique within the region. */
export const poolGroupName = ({ fleet, model }: CellName, pool: PoolName): string => `${fleet}-${model}-${pool}`;

/** Every group that the models may have in a region. */
export const poolGroupNames = (fleet: string, models: readonly string[]): string[] =>
  models.flatMap((model) => poolNames.map((pool) => poolGroupName({ fleet, model }, pool)));

export const loadBalancerName = (fleet: string): string => fleet;

export const firewallName = (fleet: string): string => `${fleet}-firewall`;

/** Rules of the firewall, as the web ACL names them. */
export const firewallRules = {
  requestsOfOneAddress: 'requests-of-one-address',
  lengthOfBody: 'length-of-body',
} as const;

export type FirewallRule = keyof typeof firewallRules;

/** Dashboards are global in an account: those of two regions need two names. */
export const dashboardName = (fleet: string, region: string): string => `${fleet}-${region}`;

export const burnMeterFunctionName = (fleet: string): string => `${fleet}-burn-meter`;

export const burnMeterLogGroupName = (fleet: string): string => `/aws/lambda/${burnMeterFunctionName(fleet)}`;

export const gpuRepairName = (fleet: string): string => `${fleet}-gpu-repair`;

export const gpuRepairLogGroupName = (fleet: string): string => `/aws/lambda/${gpuRepairName(fleet)}`;

/** The dead-letter queue of a function. */
export const failedEventsQueueName = (functionName: string): string => `${functionName}-failed`;

export const coldStartRecorderName = (fleet: string): string => `${fleet}-cold-start-recorder`;

export const coldStartRecorderLogGroupName = (fleet: string): string => `/aws/lambda/${coldStartRecorderName(fleet)}`;

export const rolloutWatchName = (fleet: string): string => `${fleet}-rollout-watch`;

export const rolloutWatchLogGroupName = (fleet: string): string => `/aws/lambda/${rolloutWatchName(fleet)}`;

export const cellReviewName = (fleet: string): string => `${fleet}-cell-review`;

export const cellReviewLogGroupName = (fleet: string): string => `/aws/lambda/${cellReviewName(fleet)}`;

export const budgetName = (fleet: string, covers: string, limit: string): string => `${fleet}-${covers}-${limit}`;

export const budgetTopicName = (fleet: string): string => `${fleet}-budgets`;

export type Severity = 'critical' | 'warning';

export const alarmTopicName = (fleet: string, severity: Severity): string => `${fleet}-${severity}`;

/** The alert's id is the suffix, so that an alarm's name alone leads to its runbook. */
export const alarmName = (fleet: string, subject: string | undefined, alertId: string): string =>
  [fleet, subject, alertId].filter((part) => part !== undefined).join('-');

/** The alarm that says whether a cell serves; DNS of private endpoints follows it. */
export const readinessAlarmName = ({ fleet, model }: CellName): string =>
  alarmName(fleet, model, readinessAlarm.alertId);

/** The one name that clients use: traffic moves between regions behind it. */
export const workloadHostName = ({ workload, jurisdiction, domain }: WorkloadName): string =>
  `${workload}.${jurisdiction}.${domain}`;

/** One region's own name of a workload, owned by that region's stack. */
export const regionalHostName = (region: string, name: WorkloadName): string => `${region}.${workloadHostName(name)}`;
