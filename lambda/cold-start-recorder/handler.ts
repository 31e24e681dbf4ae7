import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { environmentNames, modelNames } from '../../lib/contract/environment';
import { limitedClient } from '../../programs/limited-client';
import { metricPublisher } from '../../programs/publish-metrics';
import type { LaunchEvent } from '../shared/launch-event';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { launchPorts } from './aws/launch-ports';
import { readLaunchEvent } from './read-launch-event';
import { recordFailedLaunch } from './record-failed-launch';

const publish = metricPublisher(new CloudWatchClient(limitedClient()));
const ports = { ...launchPorts(new AutoScalingClient(limitedClient())), publish };

/** Counts launches that failed, by reason, and stops those of a group whose instances never answer. */
export async function handler(event: LaunchEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const failed = readLaunchEvent(event, fleet, requireJson(environmentNames.models, modelNames));
  if (failed !== undefined) {
    await recordFailedLaunch(ports, fleet, failed);
  }
}
