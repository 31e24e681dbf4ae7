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
    say: 'Draw the duration of every stage during the last two weeks into a picture, and open it.',
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
    expect: `A file with one line for each stage. The stage that rose shows the cause. launch, boot: AWS. image: the engine's image. weights, loadToGpu: the download or the disks. compile, graphCapture: a new version of the engine, or a lost compile cache. warmUp, registration: the first answer, or the load balancer.`,
  };
}

/** What held the instances of the cell back, with one line for each kind. */
export const bottleneckPicture = (plan: Plan, { cell }: CellContext): Step => ({
  say: 'Draw what held the instances back during the last day into a picture, and open it.',
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
  expect:
    'A file with one line for each kind: the share of the instances that it holds back. none is high while requests in flight are above the target: the target is lower than these GPUs need. queue is high: requests waited, so scaling out was right. No lines: the agents published nothing.',
});

/** Lets the plan count on what was measured. */
export const fasterOrPlanned = (plan: Plan, { cell }: CellContext): Mitigation => ({
  say: 'If the cause stays, let the plan count on what was measured, and deploy what follows from it.',
  command: {
    project: `npx polyregion calibrate && npx polyregion plan && npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, cell.region)} ${stackNames.serving(plan.fleet.name, cell.region)}`,
  },
  expect:
    'The plan shows the cold start as measured, with its date. UPDATE_COMPLETE: the limits, the recovery time and the thresholds of these alarms follow from it.',
  notWhen: 'a version was rolled out since. Roll that back first, because the plan would otherwise count on a fault.',
  undoWhen: 'when the cause is gone.',
  undo: { nothing: 'take the older measured file from the history of the repository, and deploy the same stacks' },
});
