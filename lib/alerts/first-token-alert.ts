import { metricNames } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { type PromisedPercentile, promisedPercentile } from '../contract/promised-percentile';
import { stated } from '../figures/figure';
import { type CellPlan, serves } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { type CellContext, cellAlert, ownDimensions } from './cell-alert';
import { cellSteps } from './cell-steps';
import { alarmStates } from './group-commands';
import { metricPicture } from './metric-picture';
import { rollBack, rolloutAlarms } from './roll-back';
import { minutes } from './windows';

interface Promised {
  readonly seconds: number;
  readonly percentile: PromisedPercentile;
}

/** The shortest time promised by a workload of the cell, at its percentile: neither the metric nor the engines tell workloads apart. */
function strictestPromise({ workloads }: Plan, cell: CellPlan): Promised {
  const promises = workloads
    .filter((workload) => serves(cell, workload))
    .flatMap(({ objectives: { latency } }): (Promised & { readonly rank: number })[] =>
      latency === undefined
        ? []
        : [
            {
              seconds: latency.timeToFirstTokenSeconds,
              percentile: promisedPercentile(latency),
              rank: latency.percentile ?? 95,
            },
          ],
    );
  const [strictest] = promises.sort((a, b) => a.seconds - b.seconds || b.rank - a.rank);
  return strictest ?? { seconds: Number.POSITIVE_INFINITY, percentile: promisedPercentile({}) };
}

const meanings: Record<PromisedPercentile, string> = {
  p50: 'More than half of the requests wait longer for their first token (time to first token, TTFT) than the objective allows.',
  p95: 'More than one request in twenty waits longer for its first token (time to first token, TTFT) than the objective allows.',
  p99: 'More than one request in a hundred waits longer for its first token (time to first token, TTFT) than the objective allows.',
};

/** Cells of one fleet may promise different shares of their requests. */
function meaningOf(promised: readonly Promised[]): string {
  const [percentile, ...others] = new Set(promised.map((one) => one.percentile));
  return percentile === undefined || others.length > 0
    ? 'More requests than the objective of the cell allows at its percentile wait longer for their first token (time to first token, TTFT).'
    : meanings[percentile];
}

/** Alarms whose page is followed first, because each names why users wait. */
const causes = [
  'capacity-spike',
  'serving-metrics-missing',
  'slower-than-peers',
  'slower-than-usual',
  'gpus-throttled',
] as const;

/** Shows whether prompts became longer. */
function tokensPicture(plan: Plan, context: CellContext): Step {
  const { region, model } = context.cell;
  return {
    say: 'Make a picture of the tokens of prompts and of answers during the last day, and open it.',
    command: metricPicture(region, {
      title: model,
      statistic: 'Sum',
      periodSeconds: 300,
      since: '-P1D',
      lines: [metricNames.inputTokens, metricNames.outputTokens].map((name) => ({
        name,
        dimensions: ownDimensions(plan, context),
      })),
      file: `${region}-${model}-tokens.png`,
    }),
    expect: [
      'The picture has two lines, in tokens per five minutes.',
      'InputTokens rose much more than OutputTokens: the prompts became longer. One more instance helps little. Ask the clients for shorter prompts, or call the owner of the fleet (README.md).',
      'Both rose alike: there are more requests. One more instance helps (see Mitigation).',
      'Neither rose: the load is not the cause. If there is no new version either, call the owner of the fleet.',
    ],
  };
}

/** Judges each cell at the percentile that its strictest workload promises. */
export function highTimeToFirstToken(plan: Plan): Alert {
  const id = 'high-time-to-first-token';
  return cellAlert(plan, {
    id,
    severity: 'warning',
    component: 'serving-cell',
    title: 'High time to first token (TTFT)',
    metric: {
      name: metricNames.timeToFirstTokenSeconds,
      statistic: promisedPercentile({}),
      unit: 'seconds',
    },
    comparison: 'above',
    window: minutes(5),
    meaning: meaningOf(plan.cells.map((cell) => strictestPromise(plan, cell))),
    impact: 'Users wait longer for an answer to begin. No request is refused.',
    watch: (context) => {
      const { cell } = context;
      const steps = cellSteps(context);
      const { seconds, percentile } = strictestPromise(plan, cell);
      return {
        statistic: percentile,
        threshold: stated(seconds, 's', 'workloads[].objectives.timeToFirstTokenSeconds'),
        diagnosis: [
          {
            say: 'See whether another alarm names the cause.',
            command: alarmStates(
              causes.map((other) => alarmName(plan.fleet.name, cell.model, other)),
              cell.region,
            ),
            expect: [
              ...causes.map((other) => `${other} in ALARM: follow ${other}.md first.`),
              'All are OK: the wait has another cause, such as longer prompts or a new version. Continue.',
              'INSUFFICIENT_DATA: nothing was published for this alarm yet, so it says nothing. Continue.',
            ],
          },
          tokensPicture(plan, context),
          steps.sizes,
          steps.rollouts,
          rolloutAlarms(plan, context),
        ],
        mitigation: [
          rollBack(plan, context),
          steps.oneMore('the prompts are long or launches fail, because one more instance does not help then.'),
        ],
      };
    },
  });
}
