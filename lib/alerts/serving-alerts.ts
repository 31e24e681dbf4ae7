import { cellDimensions, metricNames, metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import type { CellPlan } from '../plan/cell';
import { derived, stated } from '../plan/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Mitigation, Watch } from './alert';
import { alarmState, type GroupCommands, groupCommands } from './group-commands';
import { minutes } from './watches';

/** Alerts of a serving cell. */
export function servingAlerts(plan: Plan): Alert[] {
  return [capacitySpike(plan), noReadyInstance(plan), highTimeToFirstToken(plan), servingMetricsMissing(plan)];
}

interface WatchContext {
  readonly cell: CellPlan;
  readonly group: GroupCommands;
}

type CellWatch = Omit<Watch, 'alarmName' | 'region' | 'model'>;

function perCell(plan: Plan, alertId: string, watch: (context: WatchContext) => CellWatch): Watch[] {
  return plan.cells.map((cell) => ({
    alarmName: alarmName(plan.fleet.name, cell.model, alertId),
    region: cell.region,
    model: cell.model,
    ...watch({ cell, group: groupCommands(plan.fleet.name, cell.model, cell.region) }),
  }));
}

const ownDimensions = (plan: Plan, { model }: CellPlan) => cellDimensions({ fleet: plan.fleet.name, model });

const launchFailures = ({ group }: WatchContext) => ({
  say: 'See whether launches fail, and why.',
  command: group.activities,
  expect:
    'Successful: new instances are on their way. InsufficientInstanceCapacity: AWS has none, no setting here helps. VcpuLimitExceeded: a quota. Client.InternalError: the disk key refuses Auto Scaling.',
});

const oneMoreInstance = ({ cell, group }: WatchContext): Mitigation => {
  const min = cell.minInstances.value;
  return {
    say: `Ask for one instance more than the plan's minimum of ${min}.`,
    command: group.setMinSize(min + 1),
    expect: 'Nothing is printed. Within minutes the group shows one instance more.',
    notWhen: 'launches fail for lack of capacity or quota, or the maximum is already reached: it changes nothing.',
    undo: group.setMinSize(min),
  };
};

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
      return {
        dimensions: ownDimensions(plan, cell),
        threshold: cell.fullRequestsInFlight,
        diagnosis: [
          {
            say: 'See how large the group is and how large it may become.',
            command: group.sizes,
            expect: `desired between ${cell.minInstances.value} and ${max}, inService equal to desired. At max: it cannot grow by itself.`,
          },
          launchFailures(context),
        ],
        mitigation: [
          {
            say: `Let the group grow by one instance above the plan's maximum of ${max}.`,
            command: group.setMaxSize(max + 1),
            expect: 'Nothing is printed. Target tracking launches the instance if the load stays.',
            notWhen: 'desired is below max, or launches fail: then the maximum is not what holds it back.',
            undo: group.setMaxSize(max),
          },
        ],
      };
    }),
  };
}

function noReadyInstance(plan: Plan): Alert {
  const id = 'no-ready-instance';
  return {
    id,
    severity: 'critical',
    component: 'serving-cell',
    title: 'No ready instance',
    metric: { namespace: 'AWS/ApplicationELB', name: 'HealthyHostCount', statistic: 'Maximum', unit: 'instances' },
    comparison: 'below',
    window: minutes(3),
    missingData: 'breaching',
    meaning: 'The load balancer sees no instance of the cell that answers on its readiness path.',
    impact: 'The region serves nobody; DNS sends its users to the other regions of the jurisdiction.',
    watches: perCell(plan, id, (context) => ({
      dimensions: {},
      threshold: derived(1, 'instances', 'a cell with traffic needs one'),
      diagnosis: [
        {
          say: 'See what the load balancer thinks of each instance.',
          command: context.group.targetHealth,
          expect:
            'healthy: the alarm is about to clear. unhealthy: the model does not answer. Empty: no instance runs.',
        },
        {
          say: 'See how many instances run.',
          command: context.group.sizes,
          expect: `inService at least ${context.cell.minInstances.value}.`,
        },
        launchFailures(context),
      ],
      mitigation: [oneMoreInstance(context)],
    })),
  };
}

function highTimeToFirstToken(plan: Plan): Alert {
  const id = 'high-time-to-first-token';
  const objective = (cell: CellPlan): number =>
    plan.workloads.find(({ name }) => name === cell.workload)?.objectives.timeToFirstTokenSeconds ?? 0;
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
    watches: perCell(plan, id, (context) => ({
      dimensions: ownDimensions(plan, context.cell),
      threshold: stated(objective(context.cell), 's', 'workloads[].objectives.timeToFirstTokenSeconds'),
      diagnosis: [
        {
          say: 'See whether the cell is also full.',
          command: alarmState(alarmName(plan.fleet.name, context.cell.model, 'capacity-spike'), context.cell.region),
          expect: 'ALARM: follow capacity-spike.md first. OK: the wait has another cause, such as very long prompts.',
        },
        {
          say: 'See whether instances are missing.',
          command: context.group.sizes,
          expect: `inService equal to desired, at least ${context.cell.minInstances.value}.`,
        },
      ],
      mitigation: [oneMoreInstance(context)],
    })),
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
    watches: perCell(plan, id, (context) => ({
      dimensions: ownDimensions(plan, context.cell),
      threshold: derived(1, 'samples', 'every instance reports at least once a minute'),
      diagnosis: [
        {
          say: 'See whether the instances still answer.',
          command: context.group.targetHealth,
          expect: 'healthy: only the reporting is broken. unhealthy or empty: follow no-ready-instance.md.',
        },
        {
          say: 'See whether any instance runs.',
          command: context.group.sizes,
          expect: `inService at least ${context.cell.minInstances.value}.`,
        },
      ],
      mitigation: [oneMoreInstance(context)],
    })),
  };
}
