import { metricNames, metricNamespace } from '../contract/metrics';
import { poolGroupName, stackNames } from '../contract/names';
import { profileAge } from '../contract/profile';
import { plannedPeakInstances } from '../plan/capacity/planned-peak';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert, ownDimensions } from './cell-alert';
import { type CellContext, cellSteps } from './cell-watches';
import { bottleneckPicture } from './cold-start-steps';
import type { ComputedMetric } from './computed-metric';
import { metricPicture } from './metric-picture';
import { onePeriod } from './watches';

/** Fires when a cell has grown beyond its plan and its model was not profiled recently. */
export const grownWithoutProfile = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'grown-without-profile',
    severity: 'warning',
    component: 'cell-review',
    title: 'Grown without a profile',
    metric: {
      namespace: 'AWS/AutoScaling',
      name: 'GroupInServiceInstances',
      statistic: 'all groups of the cell, their lowest of the hour',
      unit: 'instances',
    },
    comparison: 'above',
    window: onePeriod(3600),
    meaning: `For a whole hour the cell was larger than its planned peak, and its model was not profiled within ${profileAge.mostDays} days.`,
    impact:
      'GPUs are bought for a load that was not measured. What holds the cell back may be memory, or a target that is too low, and more instances would not help.',
    watch: (context) => ({
      computed: sizeWithoutProfile(plan, context),
      threshold: plannedPeakInstances(context.cell),
      diagnosis: [
        cellSteps(context).sizes,
        ...cellSteps(context).overflowSizes,
        bottleneckPicture(plan, context),
        gpuPicture(plan, context),
      ],
      mitigation: [
        {
          say: 'Profile the model where it serves, compare the plan with what was measured, and deploy what follows from it.',
          command: {
            project: `npx polyregion calibrate && npx polyregion plan && npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, context.cell.region)} ${stackNames.serving(plan.fleet.name, context.cell.region)}`,
          },
          expect:
            'The measured file holds the profile with its date, and the plan the sizes that follow. UPDATE_COMPLETE. The alarm clears within two hours, unless the cell never ran on one instance type alone: then no minute tells, and calibrate says so.',
          notWhen: 'another region is down: this one carries its load, as planned.',
          undoWhen: 'A measurement is not undone.',
          undo: { nothing: 'the older file is in the history of the repository' },
        },
      ],
    }),
  });

/** Nothing, rather than zero, while the cell review is silent: the age is unknown then. */
function sizeWithoutProfile(plan: Plan, context: CellContext): ComputedMetric {
  const { fleet } = plan;
  const { model, pools } = context.cell;
  const groups = pools
    .filter(({ notYetDeployed }) => notYetDeployed === undefined)
    .map(({ pool }) => ({
      id: pool.replace('-', '_'),
      AutoScalingGroupName: poolGroupName({ fleet: fleet.name, model }, pool),
    }));
  return {
    expression: `IF(age > ${profileAge.mostDays}, ${groups.map(({ id }) => id).join(' + ')}, 0)`,
    inputs: {
      age: {
        namespace: metricNamespace,
        name: metricNames.profileAgeDays,
        statistic: 'Maximum',
        dimensions: ownDimensions(plan, context),
      },
      ...Object.fromEntries(
        groups.map(({ id, AutoScalingGroupName }) => [
          id,
          {
            namespace: 'AWS/AutoScaling',
            name: 'GroupInServiceInstances',
            statistic: 'Minimum',
            dimensions: { AutoScalingGroupName },
          },
        ]),
      ),
    },
  };
}

/** Both profile, neither scales. */
function gpuPicture(plan: Plan, context: CellContext): Step {
  const { region, model } = context.cell;
  const dimensions = ownDimensions(plan, context);
  return {
    say: 'Draw what the GPUs were busy with during the last week into a picture, and open it.',
    command: metricPicture(region, {
      title: model,
      statistic: 'Average',
      periodSeconds: 3600,
      since: '-P7D',
      lines: [metricNames.gpuUtilizationRatio, metricNames.gpuMemoryUsedRatio, metricNames.kvCacheUsageRatio].map(
        (name) => ({ name, dimensions }),
      ),
      file: `${region}-${model}-gpus.png`,
    }),
    expect:
      'A file with three lines, ratios. KV cache near 1: memory holds it back, a larger type or fewer tokens help more than instances. Utilisation low at every size: the target of requests in flight is too low, scale-out-without-bottleneck.md. GPU memory is near 1 always: the engine takes it beforehand, and it says nothing.',
  };
}
