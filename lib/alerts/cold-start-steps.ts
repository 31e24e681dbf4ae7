import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { bottleneckDimensions, bottlenecks, metricNames, stageDimensions } from '../contract/metrics';
import { stackNames } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-watches';
import { metricPicture } from './metric-picture';

/** What each stage took lately, a metric a line. */
export function stageTable(plan: Plan, { cell }: CellContext): Step {
  const { region, model } = cell;
  return {
    say: 'Draw every stage of the last two weeks into a picture, and open it.',
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
    expect: `A file with one line a stage. The stage that rose is the cause: launch and boot are AWS's, image the engine's image, weights and loadToGpu the download and the disks, compile and graphCapture the engine's version or its lost cache, warmUp and registration the first answer and the load balancer.`,
  };
}

/** What held the cell back, a kind a line. */
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
    'A file with one line a kind, each the share of instances. none high while requests in flight were above the target: the target is lower than these GPUs need. queue high: requests wait, scaling was right. No lines: the agents do not say.',
});

/** A change of the fleet file, or of what the plan believes. */
export const fasterOrPlanned = (plan: Plan, { cell }: CellContext): Mitigation => ({
  say: `Where the cause stays, let the plan count on what was measured, and deploy what follows from it.`,
  command: {
    project: `npx polyregion calibrate && npx polyregion plan && npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, cell.region)} ${stackNames.serving(plan.fleet.name, cell.region)}`,
  },
  expect:
    'The plan names the cold start as measured, with its date; limits, recovery time and the thresholds of these alarms follow. UPDATE_COMPLETE.',
  notWhen: 'a version was rolled out since: take that back first, or the plan learns a fault.',
  undoWhen: 'when the cause is gone.',
  undo: { nothing: 'take the older measured file from the history of the repository, and deploy the same stacks' },
});
