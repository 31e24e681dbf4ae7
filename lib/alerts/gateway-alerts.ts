import { gatewayGroupName } from '../contract/gateway';
import { gatewayMetricDefinitions } from '../contract/gateway-metrics';
import { cellDimensions, fleetDimensions, metricNamespace } from '../contract/metrics';
import { stackNames } from '../contract/names';
import { assumed, derived } from '../figures/figure';
import type { GatewayGroup } from '../plan/gateway/gateway-group';
import type { Plan } from '../plan/plan';
import type { Alert, Mitigation, Step } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps, launchOutcomes } from './cell-steps';
import { commandsOf, type GroupCommands } from './group-commands';
import { regionAlert } from './region-alert';
import { minutes, onePeriod } from './windows';

/** Alerts of gateways, and about what only gateways see; none in a fleet without them. */
export const gatewayAlerts = (plan: Plan): Alert[] =>
  plan.gatewayGroups === undefined
    ? []
    : [noHealthyGateway(plan), gatewaysMissing(plan), gatewayListStale(plan), instancesUnreached(plan)];

const groupIn = ({ gatewayGroups = [] }: Plan, region: string): GatewayGroup =>
  gatewayGroups.find((group) => group.region === region) as GatewayGroup;

const commandsIn = ({ fleet }: Plan, region: string): GroupCommands => commandsOf(gatewayGroupName(fleet.name), region);

const sizes = (plan: Plan, region: string): Step => {
  const { value } = groupIn(plan, region).instances;
  return {
    say: 'See how many gateways are in service.',
    command: commandsIn(plan, region).sizes,
    expect: [
      `inService ${value}, min and max ${value}: all gateways of the plan run.`,
      'inService below min: gateways are starting, or launches fail. The next step shows which.',
      'Other limits: a person changed them by hand, or the last change of the fleet file is not deployed in this region.',
    ],
  };
};

const launches = (plan: Plan, region: string): Step => ({
  say: 'See whether launches fail, and why.',
  command: commandsIn(plan, region).activities,
  expect: [
    ...launchOutcomes(
      (reason) =>
        reason === 'quota'
          ? 'Run npx polyregion quotas, and request the quota for standard instances.'
          : 'Call the owner of the fleet (README.md).',
      'the text of the line',
    ),
    'Heartbeat Timeout, or ABANDON Result: the instance started, and its Envoy never became ready.',
  ],
});

const targets = (plan: Plan, region: string): Step => ({
  say: 'See whether the load balancer counts each gateway as healthy.',
  command: commandsIn(plan, region).targetHealth,
  expect: [
    'healthy: the gateway takes requests.',
    'unhealthy with Target.ResponseCodeMismatch: its Envoy is not ready, or it is leaving.',
    'unhealthy with Target.FailedHealthChecks or Target.Timeout: its program does not answer.',
    'No rows: no gateway is registered.',
  ],
});

const olderVersion = (plan: Plan, region: string): Mitigation => ({
  say: 'If a new version of the gateways was rolled out, check out the commit that was deployed before it (git log --oneline, git switch --detach COMMIT, npm ci). Then deploy this one stack from there.',
  command: {
    project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, region)} -c rollout=unwatched`,
  },
  expect: 'UPDATE_COMPLETE: the gateways are replaced by some of the older version, one after the other.',
  notWhen: 'the version is the same as before the alarm, or when the stack already rolls back by itself.',
  undo: { when: 'when the new version is repaired', say: 'deploy the repaired commit.' },
});

const replaceOne = (plan: Plan, region: string): Mitigation => ({
  say: 'If no new version was rolled out, replace one gateway that the load balancer calls unhealthy. Wait for its replacement before you replace another.',
  command: commandsIn(plan, region).replaceUnhealthy,
  expect: [
    'One activity in progress: the replacement takes requests within five minutes.',
    'An error about the id None: no gateway is unhealthy, and nothing was terminated.',
  ],
  notWhen: 'launches fail, because no replacement would start.',
  undo: { impossible: 'a terminated instance does not come back, and the group launches a replacement.' },
});

const noHealthyGateway = (plan: Plan): Alert =>
  regionAlert(plan, {
    id: 'no-healthy-gateway',
    severity: 'critical',
    component: 'gateway',
    title: 'No healthy gateway',
    metric: { namespace: 'AWS/ApplicationELB', name: 'HealthyHostCount', statistic: 'Maximum', unit: 'gateways' },
    comparison: 'below',
    window: minutes(3),
    missingData: 'fires-once-seen',
    meaning: 'The load balancer sees no gateway of the region that is ready.',
    impact:
      'No request of the region reaches a cell. DNS sends its users to the other regions that may serve them. Clients that keep connections open get errors.',
    watch: (region) => ({
      dimensions: {},
      threshold: derived(1, 'gateways', 'a region with traffic needs one gateway'),
      diagnosis: [targets(plan, region), sizes(plan, region), launches(plan, region)],
      mitigation: [replaceOne(plan, region), olderVersion(plan, region)],
    }),
  });

const gatewaysMissing = (plan: Plan): Alert =>
  regionAlert(plan, {
    id: 'gateways-missing',
    severity: 'warning',
    component: 'gateway-group',
    title: 'Gateways missing',
    metric: {
      namespace: 'AWS/AutoScaling',
      name: 'GroupInServiceInstances',
      statistic: 'Maximum',
      unit: 'gateways',
    },
    comparison: 'below',
    window: onePeriod(1800),
    missingData: 'fires-once-seen',
    meaning:
      'For half an hour fewer gateways were in service than planned: launches fail, or what starts never becomes ready.',
    impact:
      'The other gateways carry the traffic of the region. If they are lost as well, the region serves no request.',
    watch: (region) => ({
      dimensions: { AutoScalingGroupName: gatewayGroupName(plan.fleet.name) },
      threshold: groupIn(plan, region).instances,
      diagnosis: [sizes(plan, region), launches(plan, region), targets(plan, region)],
      mitigation: [olderVersion(plan, region)],
    }),
  });

const staleSeconds = assumed(
  600,
  's',
  'gateways ask every ten seconds; ten minutes without an answer of AWS do not pass by themselves',
);

const gatewayListStale = (plan: Plan): Alert =>
  regionAlert(plan, {
    id: 'gateway-list-stale',
    severity: 'warning',
    component: 'gateway-group',
    title: 'Gateways do not hear of instances',
    metric: {
      name: gatewayMetricDefinitions.instanceListAgeSeconds.name,
      statistic: 'Maximum',
      unit: 'seconds',
    },
    comparison: 'at-or-above',
    window: minutes(5),
    missingData: 'fires-once-seen',
    meaning:
      'AWS does not tell a gateway which instances there are, or no gateway reports. Gateways go on with the last answer that they had.',
    impact:
      'Instances that serve go on serving, and gateways see by themselves which of them answer. Instances that were launched since get no request.',
    watch: (region) => ({
      dimensions: fleetDimensions(plan.fleet.name),
      threshold: staleSeconds,
      diagnosis: [
        {
          ...sizes(plan, region),
          expect: [
            'A table: AWS answers you. A gateway lacks a permission, or its way to the endpoints autoscaling and ec2. Call the owner of the fleet (README.md).',
            'An error: AWS does not answer in this region. Wait, and watch capacity-spike.md.',
          ],
        },
        targets(plan, region),
      ],
      mitigation: [replaceOne(plan, region)],
    }),
  });

const unreached = derived(0, 'instances', 'every instance in service should answer');

const instancesUnreached = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'instances-unreached',
    severity: 'warning',
    component: 'gateway-group',
    title: 'Instances unreached',
    metric: {
      name: gatewayMetricDefinitions.instancesListed.name,
      statistic: 'instances in service − those that a gateway finds ready',
      unit: 'instances',
    },
    comparison: 'above',
    window: minutes(30),
    meaning:
      'Auto Scaling counts an instance of the cell as in service, and for half an hour no gateway found it ready.',
    impact: 'The fleet pays for GPUs that serve no request, and the group launches none in their place.',
    watch: (context) => {
      const dimensions = cellDimensions({ fleet: plan.fleet.name, model: context.cell.model });
      const { instancesListed, instancesReady } = gatewayMetricDefinitions;
      const steps = cellSteps(context);
      return {
        computed: {
          expression: 'listed - ready',
          inputs: {
            listed: { namespace: metricNamespace, name: instancesListed.name, statistic: 'Minimum', dimensions },
            ready: { namespace: metricNamespace, name: instancesReady.name, statistic: 'Maximum', dimensions },
          },
        },
        threshold: unreached,
        diagnosis: [
          steps.targetHealth,
          {
            say: 'See whether AWS reports trouble with a host.',
            command: context.group.instanceStatus,
            expect: [
              'ok twice and None in every row: AWS reports no trouble, so the agent, the container runtime or the disk is dead.',
              'impaired, or an event: this host is the cause. EC2 health checks replace it.',
              'An error about --instance-ids: no instance runs.',
            ],
          },
          steps.launches,
        ],
        mitigation: [steps.oneMore('all instances are unreached, because a common cause would hold the new one, too.')],
      };
    },
  });
