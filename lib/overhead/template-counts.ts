import { phases } from '../contract/phases';
import { interfaceServices } from '../contract/service-endpoints';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import { launchMetricsPerCell, metricsPerCell, metricsPerRegion } from './published-metrics';
import type { WaysOut } from './ways-out';

/** Alarms of every cell on one metric each: capacity spike, no ready instance, high TTFT, serving metrics missing, GPUs throttled, repairs held, launches failing and abandoned, cold start slow, regressing, off plan, scale-out without bottleneck. */
const plainAlarmsPerCell = 12;

/** Metrics of those that compute their value: slower than its peers, slower than usual, and the age of the profile, to which the size of every group is added. */
const computedAlarmMetrics = [3, 2, 1];

const alarmsPerCell = plainAlarmsPerCell + computedAlarmMetrics.length;

const alarmMetricsPerCell = computedAlarmMetrics.reduce((total, metrics) => total + metrics, plainAlarmsPerCell);

/** Alarms of every region: spending of each phase, untagged spending, cost metrics missing, unpriced instances, refused requests, repair requests failed. */
const alarmsPerRegion = phases.length + 5;

/** How many of each resource that costs by the piece the templates of one region hold. A test compares them. */
export interface TemplateCounts {
  readonly interfaceEndpoints: Figure;
  readonly natGateways: Figure;
  readonly zones: Figure;
  readonly loadBalancers: Figure;
  readonly firewalls: Figure;
  readonly firewallRules: Figure;
  readonly alarms: Figure;
  /** What alarms are paid by: each of those it computes its value from. */
  readonly alarmMetrics: Figure;
  /** Custom metrics that are published all month, whether a template reads them or not. */
  readonly metrics: Figure;
  /** Custom metrics that are published only when an instance starts. */
  readonly launchMetrics: Figure;
  readonly dashboards: Figure;
  readonly keys: Figure;
  readonly secrets: Figure;
}

/** @param groups Auto Scaling groups of all cells together, @default one each */
export const templateCounts = (zones: number, cells: number, ways: WaysOut, groups = cells): TemplateCounts => ({
  interfaceEndpoints: ways.endpoints
    ? inTemplates(Object.keys(interfaceServices).length, 'endpoints', 'one for each service')
    : inTemplates(0, 'endpoints', 'NAT gateways lead to the services'),
  natGateways: ways.natGateways
    ? inTemplates(zones, 'gateways', 'one for each zone')
    : inTemplates(0, 'gateways', 'no way to the internet'),
  zones: inTemplates(zones, 'zones', 'those of the region’s cells'),
  loadBalancers: inTemplates(1, 'load balancers', 'one for each region'),
  firewalls: inTemplates(1, 'web ACLs', 'one for each load balancer'),
  firewallRules: inTemplates(2, 'rules', 'requests of one address, length of a body'),
  alarms: inTemplates(
    alarmsPerRegion + cells * alarmsPerCell,
    'alarms',
    `${alarmsPerRegion} of the region, ${alarmsPerCell} of each cell`,
  ),
  alarmMetrics: inTemplates(
    alarmsPerRegion + cells * alarmMetricsPerCell + groups,
    'metrics',
    `${alarmsPerRegion} of the region’s alarms, ${alarmMetricsPerCell} of those of each cell, one of each group`,
  ),
  metrics: inTemplates(
    metricsPerRegion + cells * metricsPerCell,
    'metrics',
    `${metricsPerRegion} of the burn meter, ${metricsPerCell} of each cell`,
  ),
  launchMetrics: inTemplates(
    cells * launchMetricsPerCell,
    'metrics',
    `${launchMetricsPerCell} of each cell: the stages of a cold start, by type and pool`,
  ),
  dashboards: inTemplates(1, 'dashboards', 'one for each region'),
  keys: inTemplates(1, 'keys', 'of the topics of the region’s alarms'),
  secrets: inTemplates(1, 'secrets', 'the key of the salts of prefix caches'),
});

/** The same for what exists once. */
export interface AccountCounts {
  readonly healthChecks: Figure;
  /** Of a check, beyond asking at all. */
  readonly healthCheckFeatures: Figure;
  readonly keys: Figure;
}

export const accountCounts = (
  workloads: readonly { readonly regions: readonly string[] }[],
  isPrivate: boolean,
): AccountCounts => ({
  healthChecks: inTemplates(
    workloads.reduce((total, { regions }) => total + regions.length, 0),
    'checks',
    'one for each workload and region',
  ),
  healthCheckFeatures: isPrivate
    ? inTemplates(0, 'features/check', 'an alarm is followed, nothing is asked')
    : inTemplates(2, 'features/check', 'HTTPS and the fast interval'),
  keys: inTemplates(1, 'keys', 'of the topic of the budgets'),
});
