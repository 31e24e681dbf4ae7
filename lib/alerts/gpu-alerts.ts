import { metricNames } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert, ownDimensions } from './cell-alert';
import { cellSteps } from './cell-steps';
import { alarmStates } from './group-commands';
import { metricPicture } from './metric-picture';
import { minutes } from './windows';

/** Alerts about what GPUs report of themselves. None of them leads to the replacement of an instance. */
export const gpuAlerts = (plan: Plan): Alert[] => [gpusThrottled(plan)];

/**
 * Heat slows a GPU down and passes by itself, so the agent does not ask for a replacement. AWS's own monitor treats it as a
 * warning, too.
 *
 * @see https://github.com/aws/eks-node-monitoring-agent pkg/reasons, NvidiaThermalError, August 2026
 */
const gpusThrottled = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'gpus-throttled',
    severity: 'warning',
    component: 'serving-cell',
    title: 'GPUs throttled',
    metric: { name: metricNames.gpuThrottledRatio, statistic: 'Maximum', unit: '' },
    comparison: 'above',
    window: minutes(30),
    meaning: 'Heat or the power brake of the hardware has slowed down at least one GPU of the cell, for half an hour.',
    impact:
      'A replica is as fast as its slowest GPU, so its users wait longer. The answers stay correct. The fleet does not replace the instance.',
    watch: (context) => {
      const { cell, group, overflow } = context;
      const { region, model } = cell;
      const dimensions = ownDimensions(plan, context);
      const steps = cellSteps(context);
      return {
        threshold: derived(0, 'ratio', 'at the planned load the cooling of a host keeps every GPU at its full clock'),
        diagnosis: [
          {
            say: 'Make a picture of the share of throttled GPUs and of GPU utilisation, and open it.',
            command: metricPicture(region, {
              title: model,
              statistic: 'Average',
              periodSeconds: 300,
              since: '-P1D',
              lines: [
                { name: metricNames.gpuThrottledRatio, dimensions, statistic: 'Maximum' },
                { name: metricNames.gpuThrottledRatio, dimensions, statistic: 'Average' },
                { name: metricNames.gpuUtilizationRatio, dimensions },
              ],
              file: `${region}-${model}-throttled.png`,
            }),
            expect: [
              'The picture has three lines.',
              'Maximum is high and Average is low: one instance is throttled.',
              'Maximum and Average are high: all instances are throttled, and only AWS can cool the data centre.',
              'GPUs are throttled only while utilisation is near 1: the load is at its limit.',
            ],
          },
          {
            say: 'See whether users notice it.',
            command: alarmStates(
              ['slower-than-peers', 'high-time-to-first-token'].map((id) => alarmName(plan.fleet.name, model, id)),
              region,
            ),
            expect: [
              'Both are OK: users wait no longer than promised, so nothing is urgent.',
              'ALARM: users wait too long, so continue with this page.',
            ],
          },
          ...[group, ...(overflow === undefined ? [] : [overflow])].map((one) => ({
            say: `See whether AWS reports trouble with a host of the ${one === overflow ? 'spot' : 'on-demand'} group.`,
            command: one.instanceStatus,
            expect: [
              'ok twice and None in every row: AWS reports no trouble.',
              'impaired, or an event: this host is the cause.',
              'An error about --instance-ids: no instance runs.',
            ],
          })),
          steps.sizes,
        ],
        mitigation: [
          steps.oneMore('all instances are throttled, because one more would run in the same hot data centre.'),
        ],
      };
    },
  });
