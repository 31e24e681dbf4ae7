import { readinessAlarm } from '../contract/health';
import { cellDimensions, metricNames, metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { derived, stated } from '../figures/figure';
import { type CellPlan, serves } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellSteps, perCell } from './cell-watches';
import { alarmStates } from './group-commands';
import { minutes } from './watches';

/**
 * Alerts that a new version of the instances must not raise: any of them stops its rollout. The first two see what users
 * were promised, the next two what they were used to; the others see a version that never answers, or sickens the instances
 * that it runs on.
 */
export const rolloutAlertIds = [
  readinessAlarm.alertId,
  'high-time-to-first-token',
  'slower-than-peers',
  'slower-than-usual',
  'launches-abandoned',
  'repairs-held',
] as const;

/** Alerts of a serving cell. */
export const servingAlerts = (plan: Plan): Alert[] => [
  capacitySpike(plan),
  noReadyInstance(plan),
  highTimeToFirstToken(plan),
  servingMetricsMissing(plan),
];

function capacitySpike(plan: Plan): Alert {
  const id = 'capacity-spike';
  return {
    id,
    severity: 'critical',
    component: 'serving-cell',
    title: 'Capacity spike',
    metric: {
      namespace: metricNamespace,
      name: metricNames.requestsInFlight,
      statistic: 'Average',
      unit: 'requests per instance',
    },
    comparison: 'at-or-above',
    window: minutes(3),
    missingData: 'not-breaching',
    meaning:
      'Every replica of the cell runs at the highest concurrency that meets the latency objectives, or above it.',
    impact: 'Answers slow down; once the engines’ queues are full, requests are refused with 503.',
    watches: perCell(plan, id, (context) => {
      const { cell, group } = context;
      const max = cell.maxInstances.value;
      const steps = cellSteps(context);
      return {
        dimensions: cellDimensions({ fleet: plan.fleet.name, model: cell.model }),
        threshold: cell.fullRequestsInFlight,
        diagnosis: [steps.sizes, ...steps.overflowSizes, steps.launches],
        mitigation: [
          {
            say: `Let the group grow by one instance above the plan's maximum of ${max}.`,
            command: group.setMaxSize(max + 1),
            expect:
              'Nothing is printed. Target tracking launches the instance if the load stays; spending-above-plan-serving.md may then page too, and is to be left alone meanwhile.',
            notWhen: 'desired is below max, or launches fail: then the maximum is not what holds it back.',
            undoWhen: `when the alarm has cleared and desired is ${max} or less: earlier it drains an instance in use. No deployment does it.`,
            undo: group.setMaxSize(max),
          },
        ],
      };
    }),
  };
}

function noReadyInstance(plan: Plan): Alert {
  const id = readinessAlarm.alertId;
  return {
    id,
    severity: 'critical',
    component: 'serving-cell',
    title: 'No ready instance',
    metric: { namespace: 'AWS/ApplicationELB', name: 'HealthyHostCount', statistic: 'Maximum', unit: 'instances' },
    comparison: 'below',
    window: minutes(readinessAlarm.evaluationPeriods),
    missingData: 'breaching',
    meaning: 'The load balancer sees no instance of the cell that answers on its readiness path.',
    impact:
      'DNS sends the region’s users to the other regions of the jurisdiction; clients that keep connections open fail.',
    watches: perCell(plan, id, (context) => {
      const { cell, group } = context;
      const steps = cellSteps(context);
      return {
        dimensions: {},
        threshold: derived(1, 'instances', 'a cell with traffic needs one'),
        diagnosis: [
          ...otherRegions(plan, context.cell.region, cell.model),
          steps.targetHealth,
          steps.sizes,
          steps.launches,
        ],
        mitigation: [
          {
            say: 'Replace one instance that runs and does not answer. One at a time: if its replacement does not answer either, the image, the driver or a prompt is at fault, not the instance.',
            command: group.replaceUnhealthy,
            expect:
              'One activity, in progress. The replacement answers after the model has loaded. An error about the id None: no instance is unhealthy, and nothing was ended.',
            notWhen:
              'launches fail (the instance would be lost for nothing), or targets are initial: they are starting.',
            undoWhen: 'A terminated instance does not come back.',
            undo: { nothing: 'the group has launched its replacement' },
          },
        ],
      };
    }),
  };
}

/** Before one region is repaired: do the others carry its users? */
const otherRegions = (plan: Plan, lost: string, model: string) =>
  plan.cells
    .filter((cell) => cell.region !== lost && cell.model === model)
    .map(({ region }) => ({
      say: `See whether ${region} is well: it carries the users now.`,
      command: alarmStates(
        ['no-ready-instance', 'capacity-spike'].map((id) => alarmName(plan.fleet.name, model, id)),
        region,
      ),
      expect:
        'OK twice: users are served, and there is time. no-ready-instance in ALARM: a fleet-wide outage, call for help now. Only capacity-spike in ALARM: that region is overloaded, follow capacity-spike.md there.',
    }));

/** The strictest objective among the workloads of the cell, because its metric does not tell the workloads apart. */
const strictestTtft = ({ workloads }: Plan, cell: CellPlan): number =>
  Math.min(
    ...workloads
      .filter((workload) => serves(cell, workload))
      .map(({ objectives }) => objectives.latency?.timeToFirstTokenSeconds ?? Number.POSITIVE_INFINITY),
  );

function highTimeToFirstToken(plan: Plan): Alert {
  const id = 'high-time-to-first-token';
  return {
    id,
    severity: 'warning',
    component: 'serving-cell',
    title: 'High TTFT',
    metric: {
      namespace: metricNamespace,
      name: metricNames.timeToFirstTokenSeconds,
      statistic: 'p95',
      unit: 'seconds',
    },
    comparison: 'above',
    window: minutes(5),
    missingData: 'not-breaching',
    meaning: 'One request in twenty waits longer for its first token than the objective allows.',
    impact: 'The assistant feels slow; nothing is refused.',
    watches: perCell(plan, id, (context) => {
      const { cell } = context;
      const steps = cellSteps(context);
      return {
        dimensions: cellDimensions({ fleet: plan.fleet.name, model: cell.model }),
        threshold: stated(strictestTtft(plan, cell), 's', 'workloads[].objectives.timeToFirstTokenSeconds'),
        diagnosis: [
          {
            say: 'See whether the cell is also full, or blind.',
            command: alarmStates(
              ['capacity-spike', 'serving-metrics-missing'].map((other) =>
                alarmName(plan.fleet.name, cell.model, other),
              ),
              cell.region,
            ),
            expect:
              'capacity-spike in ALARM: follow capacity-spike.md first. Both OK: the wait has another cause, such as very long prompts. INSUFFICIENT_DATA: nothing was published yet.',
          },
          steps.sizes,
        ],
        mitigation: [
          steps.oneMore('more instances do not help: the prompts are long, or launches fail, or max is reached.'),
        ],
      };
    }),
  };
}

function servingMetricsMissing(plan: Plan): Alert {
  const id = 'serving-metrics-missing';
  return {
    id,
    severity: 'warning',
    component: 'serving-cell',
    title: 'Serving metrics missing',
    metric: {
      namespace: metricNamespace,
      name: metricNames.requestsInFlight,
      statistic: 'SampleCount',
      unit: 'samples',
    },
    comparison: 'below',
    window: minutes(10),
    missingData: 'breaching',
    meaning: 'No agent of the cell reports. The cell may be well: unknown is neither healthy nor unhealthy.',
    impact: 'The group no longer scales, and a capacity spike would go unseen. Traffic is not moved.',
    watches: perCell(plan, id, (context) => {
      const { cell } = context;
      const steps = cellSteps(context);
      return {
        dimensions: cellDimensions({ fleet: plan.fleet.name, model: cell.model }),
        threshold: derived(1, 'samples', 'every instance reports at least once a minute'),
        diagnosis: [steps.targetHealth, steps.sizes],
        mitigation: [
          steps.oneMore('the quiet hours are near: it repairs no report, it only gives a blind group room.'),
        ],
      };
    }),
  };
}
