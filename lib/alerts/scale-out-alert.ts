import { beforeLaunchSeconds } from '../contract/cold-start';
import { metricNames } from '../contract/metrics';
import { stackNames } from '../contract/names';
import { assumed } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-watches';
import { bottleneckPicture } from './cold-start-steps';
import { daily } from './watches';

/** Assumed: one or two a day follow a burst that was over before the minutes were averaged. */
const tooMany = assumed(3, 'launches', 'three on one day are no burst: the target itself is too low');

/** Fires on scale-outs that cost money without being needed. */
export const scaleOutWithoutBottleneck = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'scale-out-without-bottleneck',
    severity: 'warning',
    component: 'cell-review',
    title: 'Scale-out without bottleneck',
    metric: { name: metricNames.launchesWithoutBottleneck, statistic: 'Sum', unit: 'launches a day' },
    comparison: 'at-or-above',
    window: daily,
    meaning: `Target tracking launched instances although, in the ${beforeLaunchSeconds / 60} minutes before, nothing held back at least half of those that ran.`,
    impact: 'GPUs are paid for that the load does not need. Users notice nothing.',
    watch: (context) => {
      const { cell } = context;
      const steps = cellSteps(context);
      return {
        threshold: tooMany,
        diagnosis: [bottleneckPicture(plan, context), steps.sizes, ...steps.overflowSizes],
        mitigation: [
          {
            say: `Raise targetUtilizationRatio of the model in fleet.yaml, so that the group holds more than ${cell.targetRequestsInFlight.value} requests on an instance, have the plan reviewed, and deploy this one stack.`,
            command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, cell.region)}` },
            expect: 'UPDATE_COMPLETE. Target tracking takes instances away over the next quarter of an hour.',
            notWhen: 'TTFT is near its objective: then the room is needed.',
            undoWhen: 'when high-time-to-first-token.md fires.',
            undo: { nothing: 'put the old ratio back into the fleet file and deploy again' },
          },
        ],
      };
    },
  });
