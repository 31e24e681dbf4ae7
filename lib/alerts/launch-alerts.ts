import { launchBreaker } from '../contract/cold-start';
import { hookNames } from '../contract/hooks';
import { metricNames } from '../contract/metrics';
import { coldStartRecorderLogGroupName, stackNames } from '../contract/names';
import { lostInstances } from '../contract/repair';
import { assumed, derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { type CellContext, cellAlert } from './cell-alert';
import { cellSteps, launchOutcomes } from './cell-steps';
import { launchBranches, leftBehind } from './launch-branches';
import { newestLogLines } from './log-commands';
import { grownWithoutProfile } from './profile-alert';
import { scaleOutWithoutBottleneck } from './scale-out-alert';
import { onePeriod } from './windows';

/** Alerts about launches that fail, that were not needed, or whose need was never measured. */
export const launchAlerts = (plan: Plan): Alert[] => [
  launchesFailing(plan),
  launchesAbandoned(plan),
  launchesStopped(plan),
  scaleOutWithoutBottleneck(plan),
  grownWithoutProfile(plan),
];

/** Assumed: AWS often cannot fill one spot request, and a group that keeps failing tries again every few minutes. */
const failures = assumed(
  3,
  'launches',
  'one failure can be chance; three in a quarter of an hour do not pass by themselves',
);

const base = {
  severity: 'warning',
  component: 'cold-start-recorder',
  comparison: 'at-or-above',
  window: onePeriod(900),
} as const;

/** One line for each launch, with the class of its reason, which chooses among the steps that follow. */
const reasons = (
  plan: Plan,
  { cell }: CellContext,
  follow: { readonly refused: string; readonly abandoned: string },
): Step => ({
  say: 'See the class of the reason. The first column is milliseconds since 1970.',
  command: newestLogLines(coldStartRecorderLogGroupName(plan.fleet.name), cell.region),
  expect: [
    `capacity, reservation, quota, volumes, verification, kms, permission, configuration: AWS refused the launch. ${follow.refused}`,
    'image, weights, engine, gpu: the agent reports that this part failed. Go to the step below that begins with this word.',
    'throttling: AWS had too many calls from this account. This ends by itself, because Auto Scaling tries again.',
    'abandoned, with an image, weights, engine or gpu line at about the same time: both lines are about one launch. Follow the other line.',
    `abandoned, without such a line: the agent reported nothing before the launch hook ended. ${follow.abandoned}`,
    'other: read the text of the activity in step 1, and call the owner of the fleet (README.md).',
  ],
});

/** What the instances that were given up have left. */
const lastWords = (context: CellContext): Step => ({
  ...leftBehind(context, 'Read what the instances said before they ended.'),
  expect: [
    'launch failed, with a stage and a cause: this is why. In the stage boot, the lines below it show what the script of the instance printed.',
    'was given up and left nothing behind: neither the script nor the agent could write to the bucket. Check the endpoint s3 of the network, then call the owner of the fleet (README.md).',
  ],
});

const launchesFailing = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'launches-failing',
    title: 'Launches failing',
    metric: { name: metricNames.launchesFailed, statistic: 'Sum', unit: 'launches' },
    meaning: 'Auto Scaling asks for instances of the cell and gets none, or no new instance starts its engine.',
    impact: 'The cell cannot grow or replace lost instances. Running instances keep serving.',
    watch: (context) => {
      const steps = cellSteps(context);
      return {
        threshold: failures,
        diagnosis: [
          {
            ...steps.launches,
            expect: launchOutcomes((reason) => `Go to the step “${reason}” below.`, 'the next step'),
          },
          reasons(plan, context, {
            refused: 'Go to the step below that begins with this word.',
            abandoned: 'Follow launches-abandoned.md.',
          }),
          ...launchBranches(plan, context),
          steps.sizes,
          ...steps.overflowSizes,
        ],
        mitigation: [
          {
            say: 'If AWS has no instance of these types free, add another type to instanceTypes of the model in fleet.yaml. Have the plan reviewed, then deploy this one stack.',
            command: {
              project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, context.cell.region)}`,
            },
            expect: 'UPDATE_COMPLETE. The next launch asks for the added type.',
            notWhen: 'launches fail for another reason than capacity, because another type would then fail as well.',
            undo: {
              when: 'when AWS has the original types free again',
              say: 'remove the added type from fleet.yaml, and deploy the stack again. The group then replaces its instances one by one.',
            },
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
    meaning: `An instance started, but its launch hook ${hookNames.launch} ended before its model answered.`,
    impact: 'The fleet pays for GPUs that serve no request. Auto Scaling terminates the instance and tries again.',
    watch: (context) => ({
      threshold: derived(1, 'launches', 'every instance that starts should answer'),
      diagnosis: [
        {
          ...cellSteps(context).launches,
          expect: [
            'Lifecycle Action Completed with ABANDON Result: the agent gave up. The next step shows why.',
            `Heartbeat Timeout: the planned ${context.cell.timers.launchHookSeconds.value} s are over. The agent did not start, or it hung.`,
            'Successful: this launch is complete, and its instance answers.',
            'InProgress, WaitingForInstanceWarmup or MidLifecycleAction: the instance still starts. Wait for its end.',
            'Another failure: follow launches-failing.md.',
          ],
        },
        reasons(plan, context, {
          refused: 'Go to the step of launches-failing.md that begins with this word.',
          abandoned: 'Go to the next step.',
        }),
        lastWords(context),
        ...launchBranches(plan, context).slice(-3),
        cellSteps(context).sizes,
      ],
      mitigation: [
        {
          say: 'Stop launches until the cause is found. Running instances keep serving.',
          command: context.group.suspendLaunches,
          expect: 'Nothing is printed. The group launches no more instances, not even to replace a lost one.',
          notWhen:
            'some launches succeed; when inService equals min, because a lost instance would then not be replaced; or while a stack rolls back, because a rollback must launch instances. Sick instances are not repaired either while launches are stopped.',
          undo: {
            when: 'as soon as the cause is gone. A deployment does not undo this step.',
            command: context.group.resumeLaunches,
          },
        },
      ],
    }),
  });

const launchesStopped = (plan: Plan): Alert =>
  cellAlert(plan, {
    ...base,
    id: 'launches-stopped',
    severity: 'critical',
    component: 'gpu-repair',
    title: 'Launches stopped',
    metric: { name: metricNames.launchesStopped, statistic: 'Maximum', unit: 'groups' },
    // A sweep may come late; the alarm lasts as long as the stop, also while no sweep succeeds.
    window: { periodSeconds: lostInstances.sweepSeconds, evaluationPeriods: 3, datapointsToAlarm: 1 },
    missingData: 'keeps-state',
    meaning: `A group of the cell may launch no more: ${launchBreaker.abandonedInARow} instances one after the other started and never answered, or a person has stopped it.`,
    impact:
      'Running instances keep serving, and no more GPUs are paid for in vain. Until a person lets it launch again, the group neither grows nor replaces lost instances. The alarm lasts until then.',
    watch: (context) => ({
      threshold: derived(1, 'groups', 'a group that is stopped stays so until a person starts it again'),
      diagnosis: [
        cellSteps(context).sizes,
        {
          ...cellSteps(context).launches,
          expect: [
            'Lifecycle Action Completed with ABANDON Result: the agent gave up. The next step shows why.',
            'Heartbeat Timeout: the agent did not start, or it hung.',
            'Successful, in the newest line: the group launches again.',
          ],
        },
        reasons(plan, context, {
          refused: 'Go to the step of launches-failing.md that begins with this word.',
          abandoned: 'Go to the next step.',
        }),
        lastWords(context),
        ...launchBranches(plan, context).slice(-3),
      ],
      mitigation: [
        {
          say: 'Once the cause is gone, and before you deploy a version that mends it, let the group launch again.',
          command: context.group.resumeLaunches,
          expect: 'Nothing is printed. The group launches what it lacks; the next instance answers, or is abandoned.',
          notWhen: 'the cause is unknown, because the next launches would be paid for in vain as well.',
          undo: { when: 'if the next instance does not answer either', command: context.group.suspendLaunches },
        },
        ...(context.overflow === undefined
          ? []
          : [
              {
                say: 'If the group on spot was stopped, let it launch again, too.',
                command: context.overflow.resumeLaunches,
                expect: 'Nothing is printed.',
                notWhen: 'the cause is unknown.',
                undo: {
                  when: 'if the next instance does not answer either',
                  command: context.overflow.suspendLaunches,
                },
              },
            ]),
      ],
    }),
  });
