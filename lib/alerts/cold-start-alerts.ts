import { coldStartReview, wholeColdStart } from '../contract/cold-start';
import { metricNames, stageDimensions } from '../contract/metrics';
import { assumed, show } from '../figures/figure';
import { expectedColdStart } from '../plan/capacity/expected-cold-start';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-steps';
import { deployMeasured, stageTable } from './cold-start-steps';
import { daily, onePeriod } from './windows';

/** Alerts about how long instances take until they answer. */
export const coldStartAlerts = (plan: Plan): Alert[] => [slow(plan), regressing(plan), drifting(plan)];

const afterRollout =
  'a new version was rolled out before the cold start changed. Roll that version back first, because the plan would otherwise treat a fault as normal.';

const base = { severity: 'warning', component: 'cold-start-recorder', comparison: 'above' } as const;

const slow = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'cold-start-slow',
    title: 'Cold start slow',
    metric: { name: metricNames.coldStartSeconds, statistic: 'p95', unit: 'seconds' },
    window: onePeriod(3600),
    meaning: 'The time from the launch of an instance until its model answered was longer than the plan allows.',
    impact:
      'New instances and replacements come too late. The scheduled minimums, headroom and recovery time of the plan assume the planned cold start.',
    watch: (context) => ({
      dimensions: stageDimensions({ fleet: plan.fleet.name, model: context.cell.model }, wholeColdStart),
      threshold: context.cell.coldStartAtMostSeconds,
      diagnosis: [stageTable(plan, context), cellSteps(context).sizes, cellSteps(context).launches],
      mitigation: [
        ...deployMeasured(plan, context, afterRollout),
        cellSteps(context).oneMore('demand stays low, because the running instances are then enough.'),
      ],
    }),
  });

/** Assumed: half as long again is more than the spread of image pulls and downloads from day to day. */
const regression = assumed(
  1.5,
  'times',
  'half as long again as in the week before; by chance alone, days differ by less',
);

function regressing(plan: Plan): Alert {
  const { baselineDays, leastBaselineDays, ignoredSeconds } = coldStartReview;
  return cellAlert(plan, {
    ...base,
    id: 'cold-start-regressing',
    component: 'cell-review',
    title: 'Cold start regressing',
    metric: { name: metricNames.coldStartRegressionRatio, statistic: 'Maximum', unit: 'times the week before' },
    window: daily,
    meaning: `Yesterday one stage of the cold start took much longer than usual: its p95 is far above the median of the daily p95 values of the ${baselineDays} days before. At least ${leastBaselineDays} of these days had launches. An increase of less than ${ignoredSeconds} s is ignored.`,
    impact: 'Instances take longer to start than last week. Users notice nothing yet.',
    watch: (context) => ({
      threshold: regression,
      diagnosis: [stageTable(plan, context)],
      mitigation: deployMeasured(plan, context, afterRollout, [
        `This alarm compares with the ${baselineDays} days before, so the deployment does not clear it. It clears when the stage is as fast as before, or by itself after at most ${baselineDays} days, when those days were as slow.`,
      ]),
    }),
  });
}

const drift = assumed(
  1.2,
  'times',
  'a fifth outside the range that the plan expects; one unusual day alone stays below that',
);

const drifting = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'cold-start-off-plan',
    component: 'cell-review',
    title: 'Cold start off plan',
    metric: { name: metricNames.coldStartDriftRatio, statistic: 'Maximum', unit: 'times the planned range' },
    window: daily,
    meaning: 'The median cold start of the last days lies above or below the range that the plan expects.',
    impact:
      'The plan computes recovery time, warm-up and scheduled minimums from a wrong number. If instances take longer to start than planned, the plan promises too much; if they take less time, the fleet pays for time that it does not need.',
    watch: (context) => {
      const { low, high } = expectedColdStart(plan, context.cell);
      const { say, ...rest } = stageTable(plan, context);
      return {
        threshold: drift,
        diagnosis: [{ say: `${say} The plan expects a total of ${show(low)} to ${show(high)} s.`, ...rest }],
        mitigation: deployMeasured(plan, context, afterRollout),
      };
    },
  });
