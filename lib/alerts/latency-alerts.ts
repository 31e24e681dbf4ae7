import { firstTokenWindow, usualFirstToken } from '../contract/first-token';
import { metricNames, metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { serves } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert, ownDimensions } from './cell-alert';
import { type CellContext, cellSteps } from './cell-watches';
import { alarmStates, type GroupCommands } from './group-commands';
import { metricPicture } from './metric-picture';
import { rollBack } from './roll-back';
import { minutes } from './watches';

/** Alerts about instances that begin to answer later than others do, or than they did. */
export const latencyAlerts = (plan: Plan): Alert[] => [slowerThanPeers(plan), slowerThanUsual(plan)];

const twice = assumed(
  2,
  'times',
  'two thirds of a threefold wait, which none of five minutes may fall below by chance',
);

const statisticOf = (plan: Plan, context: CellContext, statistic: string) => ({
  namespace: metricNamespace,
  name: metricNames.instanceTimeToFirstTokenSeconds,
  statistic,
  dimensions: ownDimensions(plan, context),
});

/**
 * One instance beside the others of its cell in the same minute. They share the load, so neither the hour nor the traffic
 * matters, and a rollout is seen at its first instance, which a percentile of the whole cell hides.
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
    meaning: `One instance needs much longer for its first tokens than the others of its cell (mean of its newest ${firstTokenWindow.leastAnswers} answers, ${firstTokenWindow.mostMinutes} minutes back at most).`,
    impact: 'The users that it answers wait; the others do not. A rollout stops at it.',
    watch: (context) => ({
      computed: {
        // Nothing where there is no other: 0 ÷ 0.
        expression: 'slowest * (instances - 1) / (together - slowest)',
        inputs: {
          slowest: statisticOf(plan, context, 'Maximum'),
          together: statisticOf(plan, context, 'Sum'),
          instances: statisticOf(plan, context, 'SampleCount'),
        },
      },
      threshold: allowedSpread(plan, context),
      diagnosis: [
        firstTokenPicture(
          plan,
          context,
          'Maximum alone high: one instance, as the alarm says. All high: the cell is full.',
        ),
        ...rolloutSteps(context),
        {
          say: 'See whether heat slows a GPU down.',
          command: alarmStates([alarmName(plan.fleet.name, context.cell.model, 'gpus-throttled')], context.cell.region),
          expect: 'ALARM: follow gpus-throttled.md. OK: it is not the heat.',
        },
      ],
      mitigation: [
        rollBack(plan, context),
        cellSteps(context).oneMore('the instance that launches would run the new version as well.'),
      ],
    }),
  });
}

/** Types that the plan itself expects to differ may: their distance is no fault. */
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
        `${twice.value} × ${show(spread)}, by which the planned TTFT of the allowed instance types differ`,
        { from: [twice] },
      );
}

/** The whole cell beside its own week: what remains to be seen where there are no peers, or all became slow. */
function slowerThanUsual(plan: Plan): Alert {
  const { statistic, baselineDays, leastBaselineDays } = usualFirstToken;
  return cellAlert(plan, {
    id: 'slower-than-usual',
    severity: 'warning',
    component: 'cell-review',
    title: 'Slower than usual',
    metric: {
      name: metricNames.instanceTimeToFirstTokenSeconds,
      statistic: 'mean of the instances ÷ what it usually is',
      unit: 'times',
    },
    comparison: 'at-or-above',
    window: minutes(5),
    meaning: `The instances of the cell need much longer for their first tokens than they usually do at most (${statistic} of each of the ${baselineDays} days before, their median, at least ${leastBaselineDays} days known).`,
    impact: 'Users wait longer than last week, if not longer than they were promised. A rollout stops at it.',
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
        firstTokenPicture(plan, context, 'All three above usual: the whole cell. Maximum alone: slower-than-peers.md.'),
        ...rolloutSteps(context),
        cellSteps(context).sizes,
      ],
      mitigation: [
        rollBack(plan, context),
        cellSteps(context).oneMore('the requests in flight are as few as ever: then the load is not the cause.'),
      ],
    }),
  });
}

const firstTokenPicture = (plan: Plan, context: CellContext, expect: string): Step => {
  const { region, model } = context.cell;
  const dimensions = ownDimensions(plan, context);
  const line = (statistic: string) => ({ name: metricNames.instanceTimeToFirstTokenSeconds, dimensions, statistic });
  return {
    say: 'Draw the slowest instance, the mean, the fastest and what is usual into a picture, and open it.',
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
    expect: `A file with four lines, seconds. ${expect}`,
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
    expect:
      'InProgress or Failed with the name of this alarm: the refresh stops, and the stack rolls back by itself. Nothing, or long ago: the load or the machines changed, not the version.',
  },
  {
    say: `See which version each instance of ${of} runs.`,
    command: group.versions,
    expect: 'One row an instance. A higher number on one of them: that is the new version, and likely the slow one.',
  },
];
