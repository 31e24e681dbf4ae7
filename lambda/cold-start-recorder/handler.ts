import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { environmentNames } from '../../lib/contract/environment';
import { reviewedCells } from '../../lib/contract/reviewed-cell';
import { nameOfError } from '../shared/name-of-error';
import { publishMetrics } from '../shared/publish-metrics';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import type { LaunchEvent } from './read-launch-event';
import { recordLaunch } from './record-launch';
import { reviewCells } from './review-cells';

const cloudWatch = new CloudWatchClient({});

/** Counts launches that came to nothing, and once an hour says how the cells do beside their week and their plan. */
export async function handler(event: LaunchEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const cells = requireJson(environmentNames.reviewedCells, reviewedCells);
  try {
    const metrics =
      event.source === 'aws.events'
        ? reviewCells(cloudWatch, fleet, cells, new Date(event.time))
        : recordLaunch(cloudWatch, fleet, Object.keys(cells), event);
    await publishMetrics(cloudWatch, await metrics);
  } catch (error) {
    throw new Error(`launches: not recorded, ${nameOfError(error)}`);
  }
}
