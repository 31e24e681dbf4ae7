import { gatewayMetricDefinitions } from '../contract/gateway-metrics';
import { readinessAlarm } from '../contract/health';
import { metricNames } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-steps';
import { highTimeToFirstToken } from './first-token-alert';
import { alarmStates } from './group-commands';
import { rollBack, rolloutAlarms } from './roll-back';
import { minutes } from './windows';

/** Alerts of a serving cell. */
export const servingAlerts = (plan: Plan): Alert[] => [
  capacitySpike(plan),
  noReadyInstance(plan),
  highTimeToFirstToken(plan),
  servingMetricsMissing(plan),
];

function capacitySpike(plan: Plan): Alert {
  const id = 'capacity-spike';
  return cellAlert(plan, {
    id,
    severity: 'critical',
    component: 'serving-cell',
    title: 'Capacity spike',
    metric: {
      name: metricNames.requestsInFlight,
      statistic: 'Average',
      unit: 'requests per instance',
    },
    comparison: 'at-or-above',
    window: minutes(3),
    meaning:
      'On average, each replica of the cell has reached or passed the number of requests in flight that the latency objectives allow.',
    impact: 'Answers become slower. Once the queues of the engines are full, the engines refuse requests with 503.',
    watch: (context) => {
      const { cell, group } = context;
      const max = cell.maxInstances.value;
      const steps = cellSteps(context);
      return {
        threshold: cell.fullRequestsInFlight,
        diagnosis: [steps.sizes, ...steps.overflowSizes, steps.launches],
        mitigation: [
          {
            say: `Let the group grow by one instance above the plan's maximum of ${max}.`,
            command: group.setMaxSize(max + 1),
            expect:
              'Nothing is printed. Target tracking launches the instance if the load stays. The alarm of spending-above-plan-serving.md may then page as well. Ignore that second alarm until this one has cleared.',
            notWhen:
              'desired is below max, because the maximum then does not hold the group back; or when launches fail, in which case follow launches-failing.md.',
            undo: {
              when: `when the alarm has cleared and desired is ${max} or less. While desired is above ${max}, the command below would drain an instance in use. A deployment does not undo this step.`,
              command: group.setMaxSize(max),
            },
          },
          steps.oneMore('launches fail, in which case follow launches-failing.md.'),
        ],
      };
    },
  });
}

function noReadyInstance(plan: Plan): Alert {
  const id = readinessAlarm.alertId;
  const hasGateways = plan.gatewayGroups !== undefined;
  return cellAlert(plan, {
    id,
    severity: 'critical',
    component: 'serving-cell',
    title: 'No ready instance',
    metric: hasGateways
      ? { name: gatewayMetricDefinitions.instancesReady.name, statistic: 'Maximum', unit: 'instances' }
      : { namespace: 'AWS/ApplicationELB', name: 'HealthyHostCount', statistic: 'Maximum', unit: 'instances' },
    comparison: 'below',
    window: minutes(readinessAlarm.evaluationPeriods),
    missingData: 'fires-once-seen',
    meaning: hasGateways
      ? 'No gateway sees an instance of the cell that answers on its readiness path.'
      : 'The load balancer sees no instance of the cell that answers on its readiness path.',
    impact:
      'DNS sends the users of the region to the other regions that may serve them. Clients that keep connections open get errors.',
    watch: (context) => {
      const { cell, group } = context;
      const steps = cellSteps(context);
      return {
        ...(!hasGateways && { dimensions: {} }),
        threshold: derived(1, 'instances', 'a cell with traffic needs one instance'),
        diagnosis: [
          ...otherRegions(plan, context.cell.region, cell.model),
          steps.targetHealth,
          steps.sizes,
          steps.launches,
          steps.rollouts,
          rolloutAlarms(plan, context),
        ],
        mitigation: [
          {
            say: 'If no new version was rolled out, replace one instance that runs and does not answer. Wait for its replacement before you replace another. If the replacement does not answer either, the instance is not the cause: stop replacing, and call the owner of the fleet (README.md).',
            command: group.replaceUnhealthy,
            expect: [
              'One activity in progress: the replacement answers once its model has loaded.',
              'An error about the id None: no instance is unhealthy, and nothing was terminated.',
            ],
            notWhen:
              'launches fail, because no replacement would start; or when any target is initial, because it may answer soon.',
            undo: {
              impossible: 'a terminated instance does not come back, and the group launches a replacement.',
            },
          },
          rollBack(plan, context),
        ],
      };
    },
  });
}

/** Shows before the repair of one region whether the others carry its users. */
const otherRegions = (plan: Plan, lost: string, model: string) =>
  plan.cells
    .filter((cell) => cell.region !== lost && cell.model === model)
    .map(({ region }) => ({
      say: `See whether ${region} serves, because it carries the users now.`,
      command: alarmStates(
        ['no-ready-instance', 'capacity-spike'].map((id) => alarmName(plan.fleet.name, model, id)),
        region,
      ),
      expect: [
        'Both are OK: that region answers new connections. Clients with open connections still get errors, so continue.',
        'no-ready-instance in ALARM or INSUFFICIENT_DATA: that region is down as well, or has not served yet. Call the owner of the fleet (README.md) now.',
        'Only capacity-spike in ALARM: that region is overloaded. Follow capacity-spike.md for that region.',
        'Only capacity-spike in INSUFFICIENT_DATA: nothing has been measured there yet. Call the owner of the fleet.',
      ],
    }));

function servingMetricsMissing(plan: Plan): Alert {
  const id = 'serving-metrics-missing';
  return cellAlert(plan, {
    id,
    severity: 'warning',
    component: 'serving-cell',
    title: 'Serving metrics missing',
    metric: {
      name: metricNames.requestsInFlight,
      statistic: 'SampleCount',
      unit: 'samples',
    },
    comparison: 'below',
    window: minutes(10),
    missingData: 'fires-once-seen',
    meaning: 'No agent of the cell has published metrics. The cell may still serve, but nothing shows it.',
    impact: 'The group no longer scales, and a capacity spike would go unseen. DNS does not move the traffic.',
    watch: (context) => {
      const steps = cellSteps(context);
      return {
        threshold: derived(1, 'samples', 'every instance reports at least once a minute'),
        diagnosis: [steps.targetHealth, steps.sizes],
        mitigation: [
          steps.oneMore(
            'the load is about to fall. The step does not bring the metrics back: it only gives more room to a group that cannot scale.',
          ),
        ],
      };
    },
  });
}
