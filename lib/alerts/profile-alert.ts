import { metricNames, metricNamespace } from '../contract/metrics';
import { poolGroupName } from '../contract/names';
import { profileAge } from '../contract/profile';
import { plannedPeakInstances } from '../plan/capacity/planned-peak';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { type CellContext, cellAlert, ownDimensions } from './cell-alert';
import { cellSteps } from './cell-steps';
import { bottleneckPicture, deployMeasured } from './cold-start-steps';
import type { ComputedMetric } from './computed-metric';
import { metricPicture } from './metric-picture';
import { onePeriod } from './windows';

/** Fires where a cell has grown beyond the plan while no recent profile says what its GPUs are busy with. */
export const grownWithoutProfile = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'grown-without-profile',
    severity: 'warning',
    component: 'cell-review',
    title: 'Grown without a profile',
    metric: {
      namespace: 'AWS/AutoScaling',
      name: 'GroupInServiceInstances',
      statistic: `lowest of the hour, summed over the groups of the cell, while its last profile is older than ${profileAge.mostDays} days`,
      unit: 'instances',
    },
    comparison: 'above',
    window: onePeriod(3600),
    meaning: `For a whole hour the cell had more instances than the plan expects at peak demand, and its model was not profiled in the last ${profileAge.mostDays} days.`,
    impact:
      'The fleet pays for more GPUs than planned, and no measurement shows that they are needed. If the scaling target is too low, more instances do not help. If the memory of the GPUs is the limit, another instance type may need fewer instances.',
    watch: (context) => ({
      computed: sizeWithoutProfile(plan, context),
      threshold: plannedPeakInstances(context.cell),
      diagnosis: [
        cellSteps(context).sizes,
        ...cellSteps(context).overflowSizes,
        bottleneckPicture(plan, context),
        gpuPicture(plan, context),
      ],
      mitigation: deployMeasured(
        plan,
        context,
        'another region is down, because this region then carries its load, as planned; or when a person raised the minimum of the group by hand, in which case undo that first.',
      ),
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

/** What GPUs and their memory were busy with. Neither is a scaling signal. */
function gpuPicture(plan: Plan, context: CellContext): Step {
  const { region, model } = context.cell;
  const dimensions = ownDimensions(plan, context);
  return {
    say: 'Make a picture of what the GPUs were busy with during the last week, and open it.',
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
    expect: [
      'The picture has three lines, each a ratio.',
      'KV cache (memory for the tokens of running requests) near 1: GPU memory is the limit. More instances help, but GPUs with more memory or shorter requests may need fewer instances.',
      'GPU utilisation stays low however many instances run: the target of requests in flight is too low. Follow scale-out-without-bottleneck.md.',
      'GPU memory is always near 1, because the engine takes all of it at its start. That line shows nothing.',
    ],
  };
}
