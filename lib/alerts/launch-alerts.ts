import { hookNames } from '../contract/hooks';
import { metricNames } from '../contract/metrics';
import { coldStartRecorderLogGroupName, stackNames } from '../contract/names';
import { assumed, derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert } from './cell-alert';
import { type CellContext, cellSteps } from './cell-watches';
import { launchBranches } from './launch-branches';
import { newestLogLines } from './log-commands';
import { grownWithoutProfile } from './profile-alert';
import { scaleOutWithoutBottleneck } from './scale-out-alert';
import { onePeriod } from './watches';

/** Alerts about launches that fail, that were not needed, or whose need is not known. */
export const launchAlerts = (plan: Plan): Alert[] => [
  launchesFailing(plan),
  launchesAbandoned(plan),
  scaleOutWithoutBottleneck(plan),
  grownWithoutProfile(plan),
];

/** Assumed: one spot request that AWS cannot fill is a Tuesday; a group that keeps failing tries again every few minutes. */
const failures = assumed(
  3,
  'launches',
  'one that fails is tried again at once; three in a quarter of an hour do not pass by themselves',
);

const base = {
  severity: 'warning',
  component: 'cold-start-recorder',
  comparison: 'at-or-above',
  window: onePeriod(900),
} as const;

/** One line a launch, with the reason class that the branches of the page go by. */
const reasons = (plan: Plan, { cell }: CellContext): Step => ({
  say: 'See why, by class; the first column is milliseconds since 1970.',
  command: newestLogLines(coldStartRecorderLogGroupName(plan.fleet.name), cell.region),
  expect:
    'capacity, quota, throttling, kms, permission, configuration: AWS refused, go by that word. image, weights, engine, gpu: the agent says what failed. abandoned: the agent said nothing. other: read the text of the activity, the step before.',
});

const launchesFailing = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'launches-failing',
    title: 'Launches failing',
    metric: { name: metricNames.launchesFailed, statistic: 'Sum', unit: 'launches' },
    meaning: 'Auto Scaling asks for instances of the cell and gets none, or none of them starts its engine.',
    impact: 'The cell cannot grow or replace what is lost. What runs keeps serving.',
    watch: (context) => {
      const steps = cellSteps(context);
      return {
        threshold: failures,
        diagnosis: [
          steps.launches,
          reasons(plan, context),
          ...launchBranches(plan, context),
          steps.sizes,
          ...steps.overflowSizes,
        ],
        mitigation: [
          {
            say: 'Where AWS has none of these types, allow another in instanceTypes of the model in fleet.yaml, have the plan reviewed, and deploy this one stack.',
            command: {
              project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, context.cell.region)}`,
            },
            expect: 'UPDATE_COMPLETE. The next launch asks for the other type.',
            notWhen: 'the reason is not capacity: another type fails as well.',
            undoWhen: 'when the first type can be had again.',
            undo: { nothing: 'take the type out of the fleet file and deploy again; what runs is replaced one by one' },
          },
        ],
      };
    },
  });

const launchesAbandoned = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'launches-abandoned',
    title: 'Launches abandoned',
    metric: { name: metricNames.launchesAbandoned, statistic: 'Sum', unit: 'launches' },
    meaning: `An instance ran, and its launch hook ${hookNames.launch} ended without an answer of its model.`,
    impact:
      'GPUs are paid for and serve no users. Auto Scaling terminates the instance and tries again, waiting longer each time.',
    watch: (context) => ({
      threshold: derived(1, 'launches', 'every instance that starts should answer'),
      diagnosis: [
        {
          ...cellSteps(context).launches,
          expect: `abandoned: Lifecycle Action Completed with ABANDON Result: the agent gave up and says why, next step. abandoned: Heartbeat Timeout: the agent never came up or hung, within the ${context.cell.timers.launchHookSeconds.value} s that the plan allows for.`,
        },
        reasons(plan, context),
        ...launchBranches(plan, context).slice(-3),
      ],
      mitigation: [
        {
          say: 'Stop launching until the cause is found: what serves goes on.',
          command: context.group.suspendLaunches,
          expect: 'Nothing is printed. No instance is launched any more, not even for one that is lost.',
          notWhen: 'some launches succeed, or the cell has no spare instance: then a lost one would not come back.',
          undoWhen: 'as soon as the cause is gone. No deployment does it.',
          undo: context.group.resumeLaunches,
        },
      ],
    }),
  });
