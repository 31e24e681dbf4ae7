import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { ExpectedSeconds } from '../../lib/contract/cold-start';
import { environmentNames } from '../../lib/contract/environment';
import { metricNamespace } from '../../lib/contract/metrics';
import { nameOfError } from '../shared/name-of-error';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { launchMetrics } from './launch-metrics';
import { readColdStarts } from './read-cold-starts';
import { type LaunchEvent, readLaunchEvent, readScaleOut } from './read-launch-event';
import { reviewMetrics } from './review-metrics';
import { scaleOutMetrics } from './scale-out-metrics';

const cloudWatch = new CloudWatchClient({});

/** Counts launches that came to nothing, and once a day compares the others with the week before and with the plan. */
export async function handler(event: LaunchEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const expected = requireJson(environmentNames.expectedColdStarts) as Record<string, ExpectedSeconds>;
  try {
    const metrics = event.source === 'aws.events' ? review(fleet, expected, event) : record(fleet, expected, event);
    await publish(await metrics);
  } catch (error) {
    throw new Error(`launches: not recorded, ${nameOfError(error)}`);
  }
}

async function record(
  fleet: string,
  expected: Record<string, ExpectedSeconds>,
  event: LaunchEvent,
): Promise<MetricDatum[]> {
  const models = Object.keys(expected);
  const scaleOut = readScaleOut(event, fleet, models);
  if (scaleOut !== undefined) {
    return scaleOutMetrics(cloudWatch, fleet, scaleOut);
  }
  const failed = readLaunchEvent(event, fleet, models);
  if (failed === undefined) {
    return [];
  }
  // The text of AWS stays in the group's activities, where the runbook reads it.
  console.info(JSON.stringify({ model: failed.model, reason: failed.reason }));
  return launchMetrics(fleet, failed);
}

async function review(
  fleet: string,
  expected: Record<string, ExpectedSeconds>,
  { time }: LaunchEvent,
): Promise<MetricDatum[]> {
  const at = new Date(time);
  const cells = Object.entries(expected).map(async ([model, seconds]) =>
    reviewMetrics(fleet, model, at, await readColdStarts(cloudWatch, fleet, model, at), seconds),
  );
  return (await Promise.all(cells)).flat();
}

async function publish(MetricData: MetricDatum[]): Promise<void> {
  if (MetricData.length > 0) {
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData }));
  }
}
