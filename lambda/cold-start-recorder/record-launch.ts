import type { CloudWatchClient, MetricDatum } from '@aws-sdk/client-cloudwatch';
import { launchMetrics } from './launch-metrics';
import { type LaunchEvent, readLaunchEvent, readScaleOut } from './read-launch-event';
import { scaleOutMetrics } from './scale-out-metrics';

/** What one launch says: whether it was needed, or why it came to nothing. */
export async function recordLaunch(
  cloudWatch: CloudWatchClient,
  fleet: string,
  models: readonly string[],
  event: LaunchEvent,
): Promise<MetricDatum[]> {
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
