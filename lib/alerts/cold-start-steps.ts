import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { bottleneckDimensions, bottlenecks, metricNames, stageDimensions } from '../contract/metrics';
import { stackNames } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';
import { metricPicture } from './metric-picture';

/** How long each stage took lately, with one line for each stage. */
export function stageTable(plan: Plan, { cell }: CellContext): Step {
  const { region, model } = cell;
  return {
    say: 'Make a picture of how long each stage took during the last two weeks, and open it.',
    command: metricPicture(region, {
      title: model,
      statistic: 'p95',
      periodSeconds: 86_400,
      since: '-P14D',
      lines: ([wholeColdStart, ...coldStartStages] as const).map((stage) => ({
        name: metricNames.coldStartSeconds,
        dimensions: stageDimensions({ fleet: plan.fleet.name, model }, stage),
      })),
      file: `${region}-${model}-cold-start.png`,
    }),
    expect: [
      'The picture has one line for each stage, and one for their total. If a stage became longer, the list below says where to look.',
      'launch, boot: AWS started the instance or its operating system later. If fleet.lock.yaml names the same machine image as before, ask AWS Support.',
      'image: the pull of the engine’s image.',
      'weights, loadToGpu: the download of the weights, or the disks.',
      'compile, graphCapture: a new version of the engine, or a lost compile cache.',
      'warmUp: the first answer of the model.',
      'registration: the load balancer.',
    ],
  };
}

/** What held the instances of the cell back, with one line for each kind. */
export const bottleneckPicture = (
  plan: Plan,
  { cell }: CellContext,
  follow = ' Follow scale-out-without-bottleneck.md.',
): Step => ({
  say: 'Make a picture of what held the instances back during the last day, and open it.',
  command: metricPicture(cell.region, {
    title: cell.model,
    statistic: 'Average',
    periodSeconds: 300,
    since: '-P1D',
    lines: bottlenecks.map((kind) => ({
      name: metricNames.bottleneck,
      dimensions: bottleneckDimensions({ fleet: plan.fleet.name, model: cell.model }, kind),
    })),
    file: `${cell.region}-${cell.model}-bottleneck.png`,
  }),
  expect: [
    'The picture has one line for each bottleneck: the share of the instances that it held back.',
    `The line “none” is high: most instances had room. The target of requests in flight is lower than these GPUs can carry.${follow}`,
    'The line “queue” is high: requests waited, so scaling out was right.',
    'The line “kv-memory” is high: the KV cache (memory for the tokens of running requests) was full, so scaling out was right. GPUs with more memory, or shorter requests, may need fewer instances.',
    'The line “compute” or “bandwidth” is high: that part of the GPUs was full, so scaling out was right.',
    'There are no lines: the agents published nothing. Follow serving-metrics-missing.md.',
  ],
});

/**
 * Puts what was measured into the plan, has a person look at it, and deploys the result.
 *
 * @param afterwards what the alarm does then, where its threshold does not come from the plan
 */
export const deployMeasured = (
  plan: Plan,
  { cell }: CellContext,
  notWhen: string,
  afterwards: readonly string[] = [],
): Mitigation[] => [
  {
    say: 'Put what the fleet measured into the plan, and compare the new plan with the previous plan.',
    command: { project: 'npx polyregion calibrate && npx polyregion plan' },
    expect: [
      'The output says “fleet.measured.yaml: written”: the plan shows the measured figures with their date. Have the change reviewed.',
      'calibrate names what it could not measure, and why. A figure that it could not measure stays as planned.',
    ],
    notWhen,
    undo: {
      when: 'if these figures come from an unusual time',
      say: 'restore the previous fleet.measured.yaml from git.',
    },
  },
  {
    say: 'Deploy the reviewed change to this region.',
    command: {
      project: `npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, cell.region)} ${stackNames.serving(plan.fleet.name, cell.region)}`,
    },
    expect: [
      'UPDATE_COMPLETE: sizes, limits and the thresholds of alarms that come from the plan follow from the measured figures.',
      ...afterwards,
    ],
    notWhen: 'the change still waits for its review.',
    undo: { when: 'if the change was wrong', say: 'undo step 1, and deploy the same stacks again.' },
  },
];
