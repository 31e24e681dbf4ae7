import { beforeLaunchSeconds } from '../contract/cold-start';
import { metricNames } from '../contract/metrics';
import { stackNames } from '../contract/names';
import { assumed } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-steps';
import { bottleneckPicture } from './cold-start-steps';
import { daily } from './windows';

/** Assumed: one or two such launches a day follow a burst that was over before the minutes were averaged. */
const tooMany = assumed(3, 'launches', 'three on one day do not come from bursts; the target itself is too low');

/** Fires where target tracking launches instances that the load does not need. */
export const scaleOutWithoutBottleneck = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'scale-out-without-bottleneck',
    severity: 'warning',
    component: 'cell-review',
    title: 'Scale-out without bottleneck',
    metric: { name: metricNames.launchesWithoutBottleneck, statistic: 'Sum', unit: 'launches' },
    comparison: 'at-or-above',
    window: daily,
    meaning: `Target tracking launched instances although at least half of the running instances had room in the ${beforeLaunchSeconds / 60} minutes before.`,
    impact: 'The fleet pays for GPUs that the load does not need. Users notice nothing.',
    watch: (context) => {
      const { cell } = context;
      const steps = cellSteps(context);
      return {
        threshold: tooMany,
        diagnosis: [bottleneckPicture(plan, context, ' See Mitigation.'), steps.sizes, ...steps.overflowSizes],
        mitigation: [
          {
            say: `Raise targetUtilizationRatio of the model in fleet.yaml${cell.simulated === undefined ? '' : ' and shorten its cold start (npx polyregion plan --all, "Cold start"), because the lower of both targets counts'}, so that target tracking aims at more than ${cell.targetRequestsInFlight.value} requests on each instance. Have the plan reviewed, then deploy this one stack.`,
            command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, cell.region)}` },
            expect: 'UPDATE_COMPLETE. Target tracking takes instances away over the next quarter of an hour.',
            notWhen: 'the time to first token (TTFT) is near its objective, because the instances then need the room.',
            undo: {
              when: 'when the alarm of high-time-to-first-token.md fires',
              say: 'put the old ratio back into the fleet file, and deploy the stack again.',
            },
          },
        ],
      };
    },
  });
