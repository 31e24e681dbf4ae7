import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { coldStartMetrics, minuteMetrics, requestsInFlight } from '../../agent/metrics/metric-data';
import { scaleOutWithoutBottleneck } from '../../lambda/cell-review/judge-scale-out';
import { profileMetrics } from '../../lambda/cell-review/profile-metrics';
import { reviewMetrics } from '../../lambda/cell-review/review-metrics';
import { usualMetrics } from '../../lambda/cell-review/usual-metrics';
import { launchMetrics } from '../../lambda/cold-start-recorder/launch-metrics';
import { repairMetrics, sweepMetrics } from '../../lambda/gpu-repair/repair-metrics';
import { abandoned } from '../../lib/contract/classify-launch-failure';
import { coldStartStages } from '../../lib/contract/cold-start';
import { dimensionNames } from '../../lib/contract/dimensions';

const at = new Date(0);

/** Every metric that is published of a cell whether instances start or not, those of one reason left out. */
export function allMonth(model: string): MetricDatum[] {
  const cell = { fleet: 'assistant', model };
  const days = Array.from({ length: 8 }, () => 100);
  const bucket = [{ atMost: 1, count: 1 }];
  const minute = {
    inputTokens: 1,
    outputTokens: 1,
    preemptions: 0,
    requests: 1,
    firstTokens: { seconds: 1, answers: 1 },
  };
  return [
    ...requestsInFlight(cell, 0),
    ...minuteMetrics(cell, {
      instanceType: 'g6e.2xlarge',
      minute: { ...minute, timeToFirstToken: bucket, timePerOutputToken: bucket },
      meanFirstTokenSeconds: 1,
      kvCacheUsageRatio: 0,
      replicasReady: 1,
      engineRestarts: 0,
      agentRestarts: 0,
      gpus: [
        {
          index: 0,
          utilizationRatio: 0,
          memoryUsedRatio: 0,
          uncorrectedErrors: 0,
          throttled: false,
          powerCapped: false,
        },
      ],
      bottleneck: 'none',
    }),
    ...repairMetrics(cell, at, { outcome: 'held' }),
    ...sweepMetrics(cell, at, { lost: 0, stopped: 0 }),
    ...launchMetrics('assistant', { model, at, reason: 'capacity' }).filter(
      ({ Dimensions = [] }) => !Dimensions.some(({ Name }) => Name === dimensionNames.reason),
    ),
    ...launchMetrics('assistant', { model, at, reason: abandoned }),
    ...reviewMetrics('assistant', model, at, { stages: [days], totals: days }, { low: 50, high: 200 }),
    ...scaleOutWithoutBottleneck(cell, at, [1]),
    ...usualMetrics('assistant', model, at, days),
    ...profileMetrics('assistant', model, at, undefined),
  ];
}

/** Every metric that is published of a cell when an instance has started. */
export const whenLaunched = (model: string): MetricDatum[] =>
  coldStartMetrics(
    { fleet: 'assistant', model },
    { instanceType: 'g6e.2xlarge', pool: 'baseline' },
    {
      stages: Object.fromEntries(coldStartStages.map((stage) => [stage, 1])),
      total: coldStartStages.length,
    },
  );

/** How many custom metrics the data points belong to: CloudWatch tells metrics apart by name and dimensions. */
export const metricsIn = (data: readonly MetricDatum[]): number =>
  new Set(data.map(({ MetricName, Dimensions }) => JSON.stringify([MetricName, Dimensions]))).size;
