import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { environmentNames, negotiatedPrices } from '../../lib/contract/environment';
import { moneyNamespace } from '../../lib/contract/metrics';
import { limitedClient } from '../../programs/limited-client';
import { metricPublisher } from '../../programs/publish-metrics';
import { accountOf } from '../shared/account-of';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { runningInstances } from './aws/running-instances';
import { unusedReservations } from './aws/unused-reservations';
import { publishBurnRate } from './publish-burn-rate';

const ec2 = new EC2Client(limitedClient());
const publish = metricPublisher(new CloudWatchClient(limitedClient()), { namespace: moneyNamespace });

/** Publishes the price of what runs or is reserved now. The time is the event's, so that a late run counts for its own minute. */
export async function handler(
  event: Pick<ScheduledEvent, 'time'>,
  { invokedFunctionArn }: Pick<Context, 'invokedFunctionArn'>,
): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const region = requireEnvironment(environmentNames.region);
  const negotiated = requireJson(environmentNames.negotiatedPrices, negotiatedPrices);
  const account = accountOf(invokedFunctionArn);
  const ports = { running: () => runningInstances(ec2), unused: () => unusedReservations(ec2, account), publish };
  await publishBurnRate(ports, { fleet, region, negotiated }, new Date(event.time));
}
