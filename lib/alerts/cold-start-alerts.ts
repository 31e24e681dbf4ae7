import { coldStartReview, wholeColdStart } from '../contract/cold-start';
import { cellDimensions, metricNames, metricNamespace, stageDimensions } from '../contract/metrics';
import { expectedColdStart } from '../plan/expected-cold-start';
import { assumed, show } from '../plan/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Window } from './alert';
import { type CellContext, cellSteps, perCell } from './cell-watches';
import { fasterOrPlanned, stageTable } from './cold-start-steps';

/** Alerts about how long instances take until they answer. */
export const coldStartAlerts = (plan: Plan): Alert[] => [slow(plan), regressing(plan), drifting(plan)];

const once = (periodSeconds: number): Window => ({ periodSeconds, evaluationPeriods: 1, datapointsToAlarm: 1 });
const daily = once(24 * 3600);

const base = { severity: 'warning', component: 'cold-start-recorder', missingData: 'not-breaching' } as const;

const cellOf = (plan: Plan, { cell }: CellContext) => ({ fleet: plan.fleet.name, model: cell.model });

function slow(plan: Plan): Alert {
  const id = 'cold-start-slow';
  return {
    ...base,
    id,
    title: 'Cold start slow',
    metric: { namespace: metricNamespace, name: metricNames.coldStartSeconds, statistic: 'p95', unit: 'seconds' },
    comparison: 'above',
    window: once(3600),
    meaning: 'An instance took longer from its launch until its model answered than the plan allows for.',
    impact:
      'Scaling out and replacing come too late: scheduled minimums, headroom and the recovery time of the plan count on the planned cold start.',
    watches: perCell(plan, id, (context) => ({
      dimensions: stageDimensions(cellOf(plan, context), wholeColdStart),
      threshold: context.cell.instanceWarmupSeconds,
      diagnosis: [stageTable(plan, context), cellSteps(context).launches],
      mitigation: [fasterOrPlanned(plan, context), cellSteps(context).oneMore('no busy hour is near.')],
    })),
  };
}

/** Assumed: half as long again is more than the spread of image pulls and downloads from day to day. */
const regression = assumed(1.5, 'times', 'half as long again as in the week before: more than days differ by chance');

function regressing(plan: Plan): Alert {
  const id = 'cold-start-regressing';
  const { baselineDays, leastBaselineDays, ignoredSeconds } = coldStartReview;
  return {
    ...base,
    id,
    title: 'Cold start regressing',
    metric: {
      namespace: metricNamespace,
      name: metricNames.coldStartRegressionRatio,
      statistic: 'Maximum',
      unit: 'times',
    },
    comparison: 'above',
    window: daily,
    meaning: `One stage of the cold start took much longer yesterday than on the ${baselineDays} days before (p95 against their median, at least ${leastBaselineDays} days with launches, ${ignoredSeconds} s or less ignored).`,
    impact: 'Instances come later than last week. Nothing is slow for users yet.',
    watches: perCell(plan, id, (context) => ({
      dimensions: cellDimensions(cellOf(plan, context)),
      threshold: regression,
      diagnosis: [stageTable(plan, context)],
      mitigation: [fasterOrPlanned(plan, context)],
    })),
  };
}

const drift = assumed(1.2, 'times', 'a fifth outside the range that the plan expects: the plan is wrong, not the day');

function drifting(plan: Plan): Alert {
  const id = 'cold-start-off-plan';
  return {
    ...base,
    id,
    title: 'Cold start off plan',
    metric: { namespace: metricNamespace, name: metricNames.coldStartDriftRatio, statistic: 'Maximum', unit: 'times' },
    comparison: 'above',
    window: daily,
    meaning: 'The usual cold start of the last days lies outside the range that the plan expects, above it or below.',
    impact:
      'Recovery time, warm-up and scheduled minimums are computed from a wrong number: too slow promises too much, too fast pays for waiting.',
    watches: perCell(plan, id, (context) => {
      const { low, high } = expectedColdStart(plan, context.cell);
      const { say, ...rest } = stageTable(plan, context);
      return {
        dimensions: cellDimensions(cellOf(plan, context)),
        threshold: drift,
        diagnosis: [{ say: `${say} The plan expects ${show(low)} to ${show(high)} s in all.`, ...rest }],
        mitigation: [fasterOrPlanned(plan, context)],
      };
    }),
  };
}
