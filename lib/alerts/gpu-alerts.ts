import { metricNames } from '../contract/metrics';
import { alarmName } from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { cellAlert, ownDimensions } from './cell-alert';
import { cellSteps } from './cell-watches';
import { alarmStates } from './group-commands';
import { metricPicture } from './metric-picture';
import { minutes } from './watches';

/** Alerts about what the GPUs say of themselves. None of them replaces an instance. */
export const gpuAlerts = (plan: Plan): Alert[] => [gpusThrottled(plan)];

/**
 * Heat slows a GPU down and passes by itself, so no instance is replaced. AWS's own monitor also treats it as a warning.
 *
 * @see https://github.com/aws/eks-node-monitoring-agent pkg/reasons, NvidiaThermalError, August 2026
 */
const gpusThrottled = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'gpus-throttled',
    severity: 'warning',
    component: 'serving-cell',
    title: 'GPUs throttled',
    metric: { name: metricNames.gpuThrottledRatio, statistic: 'Maximum', unit: 'of the GPUs of an instance' },
    comparison: 'above',
    window: minutes(30),
    meaning: 'Heat or the power brake of the hardware has slowed down at least one GPU of the cell, for half an hour.',
    impact:
      'A replica is as fast as its slowest GPU, so its users wait longer. Its answers are correct, and no instance is replaced.',
    watch: (context) => {
      const { cell, group, overflow } = context;
      const { region, model } = cell;
      const dimensions = ownDimensions(plan, context);
      const steps = cellSteps(context);
      return {
        threshold: derived(0, 'ratio', 'at planned load the cooling of a host keeps every GPU at its clock'),
        diagnosis: [
          {
            say: 'Draw how many are slowed down, and how many work, into a picture, and open it.',
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
            expect:
              'A file with three lines. Maximum high, Average low: one instance. Both high: all of them, a hall that AWS has to cool. Throttled only while utilisation is near 1: the load is at its limit.',
          },
          {
            say: 'See whether users would notice.',
            command: alarmStates(
              ['slower-than-peers', 'high-time-to-first-token'].map((id) => alarmName(plan.fleet.name, model, id)),
              region,
            ),
            expect: 'OK twice: users do not wait longer, and there is time. ALARM: go on here.',
          },
          ...[group, ...(overflow === undefined ? [] : [overflow])].map((one) => ({
            say: `See whether AWS knows of trouble with a host of the ${one === overflow ? 'spot' : 'on-demand'} group.`,
            command: one.instanceStatus,
            expect:
              'ok twice in every row, and None. impaired, or an event: that host is the one. An error about --instance-ids: no instance runs.',
          })),
          steps.sizes,
        ],
        mitigation: [steps.oneMore('all of them are slowed down: one more stands in the same hall.')],
      };
    },
  });
