import type { Alert } from '../alerts/alert';
import { apiRoutes } from '../engine/api-routes';
import type { CellPlan } from '../plan/capacity/cell';
import type { ModelPlan, Plan } from '../plan/plan';
import { alarmCounts } from './alarm-counts';
import { broughtToServing, recordWriting, topicsBrought } from './brought-resources';
import { listBytes } from './user-data-bytes';

/** Resources of one stack, by what makes them. */
export interface StackResources {
  readonly stack: 'serving' | 'operations' | 'traffic';
  /** Absent for the stack that exists once. */
  readonly region?: string;
  readonly resources: number;
  /** What they are made of, to be read by a person. */
  readonly parts: string;
  /** Size of its template at most. */
  readonly templateBytes: number;
  /** Parameters of its template at most: every pin that may be unresolved, and CDK's own. */
  readonly parameters: number;
  /** Resources that one cell, with a workload of its own, adds at least. */
  readonly perCell: number;
}

/**
 * Load balancer, its group of addresses, listener, log bucket with its policy, firewall with its association, cache salt; the
 * rollout watch with role, policy, log, rule and permission.
 */
const servingBase = 14;
/** Two target groups; a security group with three rules, and two rules of the load balancer's; role and policy; launch template and instance profile; group and scaling policy. */
const ofCell = 14;
/** A group and a launch template or scaling policy of its own. */
const ofOverflow = 2;
const ofWarmPool = 1;
/** One action at the beginning and one at the end. */
const ofBusyHours = 2;
/** A record and a certificate; the certificates after the first are attached one by one. */
const ofName = 2;
/** Topics and their key, four functions with roles, logs, queues, rules and permissions, a table and the dashboard. */
const operationsBase = 51;
/** A health check and a record. */
const ofRegionalName = 2;

/**
 * Bytes of one resource as CDK writes it, at most of all examples: those of the serving stack hold policies and, once for a
 * cell, the user data.
 */
const bytesOfResource = { serving: 1650, operations: 1600, traffic: 1600 } as const;
/** Quotation marks and line ends of the user data are escaped in a template. */
const escapedRatio = 1.35;
/** Machine image, engine image, guard, agent and CDK's own. */
const sharedParameters = 5;
/** Envoy's image and the gateways' program. */
const ofGatewayPins = 2;

/** Resources of the stacks that grow with models, workloads and regions; those of the others are a few dozen whatever the fleet. */
export function stackResources(plan: Plan, alerts: readonly Alert[]): StackResources[] {
  return [
    ...plan.regions.flatMap(({ region }) => [
      servingResources(plan, region),
      operationsResources(plan, alerts, region),
    ]),
    trafficResources(plan),
  ];
}

/**
 * Two target groups; a security group with three rules, and two rules of the load balancer's;
 * role and policy; launch template and instance profile; group.
 */
const ofGateways = 13;
/** A cell that gateways reach has no target groups. */
const ofTargets = 2;

function servingResources({ fleet, cells, workloads, models, gatewayGroups }: Plan, region: string): StackResources {
  const here = cells.filter((cell) => cell.region === region);
  const hasGateways = gatewayGroups?.some((group) => group.region === region) ?? false;
  const base = servingBase + (hasGateways ? ofGateways : 0);
  const named = workloads.filter(({ regions }) => regions.includes(region));
  const ofCells = total(here.map((cell) => ofCell - (hasGateways ? ofTargets : 0) + ofPools(cell)));
  const ofWorkloads =
    total(named.map(({ model }) => listenerRules(models, model) + ofName)) +
    Math.max(0, named.length - 1) +
    broughtToServing(fleet, region, named.length);
  return {
    stack: 'serving',
    region,
    resources: base + ofCells + ofWorkloads,
    parts: `${base} of the region, ${ofCells} of ${here.length} cells, ${ofWorkloads} of ${named.length} workloads`,
    templateBytes: Math.ceil(
      (base + ofCells + ofWorkloads) * bytesOfResource.serving +
        total(here.map((cell) => launchTemplates(cell) * listBytes(modelNamed(models, cell.model)) * escapedRatio)),
    ),
    parameters: sharedParameters + (hasGateways ? ofGatewayPins : 0) + here.length,
    perCell: ofCell,
  };
}

/** The overflow pool has one of its own. */
const launchTemplates = ({ pools }: CellPlan): number => (pools.some(({ pool }) => pool === 'overflow') ? 2 : 1);

const modelNamed = (models: readonly ModelPlan[], name: string): ModelPlan =>
  models.find((model) => model.name === name) as ModelPlan;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Those of a cell's pools beyond the baseline's group, as far as they are deployed. */
const ofPools = ({ pools }: CellPlan): number =>
  total(
    pools
      .filter(({ notYetDeployed }) => notYetDeployed === undefined)
      .map(
        ({ pool, warmInstances, schedule }) =>
          (pool === 'overflow' ? ofOverflow : 0) +
          (warmInstances.value > 0 ? ofWarmPool : 0) +
          schedule.length * ofBusyHours,
      ),
  );

/** Readiness and every route that the model's task has. */
const listenerRules = (models: readonly ModelPlan[], name: string): number =>
  1 + apiRoutes(modelNamed(models, name)).length;

function operationsResources({ fleet, cells }: Plan, alerts: readonly Alert[], region: string): StackResources {
  const alarms = alarmCounts(alerts, region).alarms.value;
  const base = operationsBase - topicsBrought(fleet, region);
  const here = cells.filter((cell) => cell.region === region).length;
  return {
    stack: 'operations',
    region,
    resources: base + alarms,
    parts: `${base} of the region, ${alarms} alarms of it and of ${here} cells`,
    templateBytes: (base + alarms) * bytesOfResource.operations,
    parameters: 1,
    perCell: Math.max(1, Math.floor(alarms / Math.max(1, here))),
  };
}

function trafficResources({ fleet, workloads }: Plan): StackResources {
  const names = total(workloads.map(({ regions }) => regions.length));
  const resources = names * ofRegionalName + recordWriting(fleet, names);
  return {
    stack: 'traffic',
    resources,
    parts: `a record and a health check for each of ${names} pairs of a workload and a region`,
    templateBytes: resources * bytesOfResource.traffic,
    parameters: 1,
    perCell: ofRegionalName,
  };
}
