import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { environmentNames, modelNames } from '../../lib/contract/environment';
import { nameOfError } from '../../programs/name-of-error';
import { metricPublisher } from '../../programs/publish-metrics';
import type { LaunchEvent } from '../shared/launch-event';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { launchMetrics } from './launch-metrics';
import { readLaunchEvent } from './read-launch-event';

const publish = metricPublisher(new CloudWatchClient({}));

/** Counts launches that failed, by reason. */
export async function handler(event: LaunchEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const failed = readLaunchEvent(event, fleet, requireJson(environmentNames.models, modelNames));
  if (failed === undefined) {
    return;
  }
  // The text of AWS stays in the activities of the group, where the runbook reads it.
  console.info(JSON.stringify({ model: failed.model, reason: failed.reason }));
  try {
    await publish(launchMetrics(fleet, failed));
  } catch (error) {
    throw new Error(`failed launch: not recorded, ${nameOfError(error)}`);
  }
}
