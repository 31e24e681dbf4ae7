import { firstTokenWindow, usualFirstToken } from '../contract/first-token';
import { metricNames, metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { serves } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { type CellContext, cellAlert, ownDimensions } from './cell-alert';
import { cellSteps } from './cell-steps';
import { alarmStates, type GroupCommands } from './group-commands';
import { metricPicture } from './metric-picture';
import { rollBack, rolloutAlarms } from './roll-back';
import { minutes } from './windows';

/** Alerts about instances that start to answer later than the others of their cell, or later than usual. */
export const latencyAlerts = (plan: Plan): Alert[] => [slowerThanPeers(plan), slowerThanUsual(plan)];

const twice = assumed(
  2,
  'times',
  '2× the value that it is compared with: low enough to catch a threefold slowdown, high enough not to fire by chance in five minutes',
);

const statisticOf = (plan: Plan, context: CellContext, statistic: string) => ({
  namespace: metricNamespace,
  name: metricNames.instanceTimeToFirstTokenSeconds,
  statistic,
  dimensions: ownDimensions(plan, context),
});

/**
 * Compares one instance with the others of its cell in the same minute. They share the load, so neither the hour nor the
 * traffic matters. A slow version is seen at the first instance of its rollout, which a percentile of the whole cell hides.
 */
function slowerThanPeers(plan: Plan): Alert {
  return cellAlert(plan, {
    id: 'slower-than-peers',
    severity: 'warning',
    component: 'serving-cell',
    title: 'Slower than its peers',
    metric: {
      name: metricNames.instanceTimeToFirstTokenSeconds,
      statistic: 'the slowest instance ÷ the mean of the others',
      unit: 'times',
    },
    comparison: 'at-or-above',
    window: minutes(5),
    meaning: `The time to first token (TTFT) of one instance is much longer than that of the others of its cell (mean of the last ${firstTokenWindow.leastAnswers} answers, none older than ${firstTokenWindow.mostMinutes} minutes).`,
    impact: 'Users of this instance wait longer than all others.',
    watch: (context) => ({
      computed: {
        // A cell of one instance has no value: the division is 0 ÷ 0.
        expression: 'slowest * (instances - 1) / (together - slowest)',
        inputs: {
          slowest: statisticOf(plan, context, 'Maximum'),
          together: statisticOf(plan, context, 'Sum'),
          instances: statisticOf(plan, context, 'SampleCount'),
        },
      },
      threshold: allowedSpread(plan, context),
      diagnosis: [
        firstTokenPicture(plan, context, [
          'Maximum is far above the usual value and Minimum is near it: one instance is slow.',
          'Maximum, Average and Minimum are all above the usual value: the whole cell is slow. Follow slower-than-usual.md.',
        ]),
        ...rolloutSteps(context),
        {
          say: 'See whether heat slows a GPU down.',
          command: alarmStates([alarmName(plan.fleet.name, context.cell.model, 'gpus-throttled')], context.cell.region),
          expect: [
            'ALARM: follow gpus-throttled.md.',
            'OK: heat is not the cause. If no new version was rolled out either, call the owner of the fleet (README.md).',
          ],
        },
        cellSteps(context).sizes,
        rolloutAlarms(plan, context),
      ],
      mitigation: [
        rollBack(plan, context),
        cellSteps(context).oneMore('the new version is the cause, because one more instance would run it as well.'),
      ],
    }),
  });
}

/** The allowed instance types may differ as much as the plan expects them to; only more than that is a fault. */
function allowedSpread({ workloads }: Plan, { cell }: CellContext): Figure {
  const spreads = workloads
    .filter((workload) => workload.model === cell.model && serves(cell, workload))
    .map(({ types }) => types.map(({ replica }) => replica.timeToFirstTokenSeconds.value))
    .map((seconds) => Math.max(...seconds) / Math.min(...seconds));
  const spread = Math.max(1, ...spreads);
  return spread === 1
    ? twice
    : derived(
        Number((twice.value * spread).toPrecision(3)),
        'times',
        `${twice.value} × ${show(spread)}, because the planned TTFT of the allowed instance types differs by this factor`,
        { from: [twice] },
      );
}

/** Compares the whole cell with its own week. It sees what a comparison of instances cannot: a cell of one, or a cell in which all became slow. */
function slowerThanUsual(plan: Plan): Alert {
  const { statistic, baselineDays, leastBaselineDays } = usualFirstToken;
  return cellAlert(plan, {
    id: 'slower-than-usual',
    severity: 'warning',
    component: 'cell-review',
    title: 'Slower than usual',
    metric: {
      name: metricNames.instanceTimeToFirstTokenSeconds,
      statistic: 'mean of the instances ÷ its usual value',
      unit: 'times',
    },
    comparison: 'at-or-above',
    window: minutes(5),
    meaning: `The mean time to first token (TTFT) of the instances of the cell is much longer than usual. The usual value is the median of the daily ${statistic} values of the last ${baselineDays} days, if at least ${leastBaselineDays} of them have data.`,
    impact: 'Users wait longer than last week, though perhaps not longer than promised.',
    watch: (context) => ({
      computed: {
        expression: 'now / usual',
        inputs: {
          now: statisticOf(plan, context, 'Average'),
          usual: { ...statisticOf(plan, context, 'Average'), name: metricNames.usualTimeToFirstTokenSeconds },
        },
      },
      threshold: twice,
      diagnosis: [
        firstTokenPicture(plan, context, [
          'Maximum, Average and Minimum are all above the usual value: the whole cell is slow.',
          'Maximum is far above the usual value and Minimum is near it: one instance is slow. Follow slower-than-peers.md.',
        ]),
        ...rolloutSteps(context),
        cellSteps(context).sizes,
        rolloutAlarms(plan, context),
      ],
      mitigation: [
        rollBack(plan, context),
        cellSteps(context).oneMore(
          'the number of requests in flight is as usual, because the load is then not the cause.',
        ),
      ],
    }),
  });
}

const firstTokenPicture = (plan: Plan, context: CellContext, outcomes: readonly string[]): Step => {
  const { region, model } = context.cell;
  const dimensions = ownDimensions(plan, context);
  const line = (statistic: string) => ({ name: metricNames.instanceTimeToFirstTokenSeconds, dimensions, statistic });
  return {
    say: 'Make a picture of the TTFT (slowest instance, mean, fastest instance, usual value), and open it.',
    command: metricPicture(region, {
      title: model,
      statistic: 'Average',
      periodSeconds: 60,
      since: '-PT3H',
      lines: [
        ...['Maximum', 'Average', 'Minimum'].map(line),
        { name: metricNames.usualTimeToFirstTokenSeconds, dimensions },
      ],
      file: `${region}-${model}-first-token.png`,
    }),
    expect: ['The picture has four lines, in seconds.', ...outcomes],
  };
};

const rolloutSteps = ({ group, overflow }: CellContext): Step[] =>
  overflow === undefined
    ? stepsOf(group, 'the group')
    : [...stepsOf(group, 'the on-demand group'), ...stepsOf(overflow, 'the spot group')];

const stepsOf = (group: GroupCommands, of: string): Step[] => [
  {
    say: `See whether a new version is being rolled out in ${of}.`,
    command: group.refreshes,
    expect: [
      'InProgress: a new version is being rolled out. This alarm stops the rollout, and the stack rolls back by itself.',
      'Failed, with the name of this alarm as the reason: the rollout was stopped, and the stack rolls back by itself. If the stack ends in UPDATE_ROLLBACK_FAILED, call the owner of the fleet (README.md).',
      'Successful shortly before the alarm: the new version is the likely cause. Roll it back (see Mitigation).',
      'Nothing, or only rollouts of long ago: the version has not changed. The load or an instance is the cause.',
    ],
  },
  {
    say: `See which version each instance of ${of} runs.`,
    command: group.versions,
    expect: [
      'All rows have the same version number: no rollout has stopped halfway.',
      'One instance has a higher number: it runs the new version, and is probably the slow one.',
    ],
  },
];
