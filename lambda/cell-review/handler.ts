import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { environmentNames } from '../../lib/contract/environment';
import { reviewedCells } from '../../lib/contract/reviewed-cell';
import { limitedClient } from '../../programs/limited-client';
import { metricPublisher } from '../../programs/publish-metrics';
import type { LaunchEvent } from '../shared/launch-event';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { cellDaysReader } from './aws/read-cell-days';
import { idleRatioReader } from './aws/read-idle-ratios';
import { judgeScaleOut } from './judge-scale-out';
import { publishReview } from './publish-review';
import { readScaleOut } from './read-scale-out';
import { reviewCells } from './review-cells';

const cloudWatch = new CloudWatchClient(limitedClient());

/** Every hour compares the cells with their week and their plan; after every scale-out says whether it was needed. */
export async function handler(event: LaunchEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const cells = requireJson(environmentNames.reviewedCells, reviewedCells);
  const scaleOut = readScaleOut(event, fleet, Object.keys(cells));
  const review = () => reviewCells(cellDaysReader(cloudWatch), fleet, cells, new Date(event.time));
  const judge = () => judgeScaleOut(idleRatioReader(cloudWatch), fleet, scaleOut);
  await publishReview(metricPublisher(cloudWatch), event.source === 'aws.events' ? review : judge);
}
