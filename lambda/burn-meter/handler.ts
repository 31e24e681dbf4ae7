import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { ScheduledEvent } from 'aws-lambda';
import { environmentNames, negotiatedPrices } from '../../lib/contract/environment';
import { metricPublisher } from '../../programs/publish-metrics';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { runningInstances } from './aws/running-instances';
import { burnMetrics } from './burn-metrics';
import { priceInstances } from './price-instances';

const ec2 = new EC2Client({});
const publish = metricPublisher(new CloudWatchClient({}));

/** Publishes the price of what runs now, in USD per hour by phase. The time is the event's, so that a late run counts for its own minute. */
export async function handler(event: Pick<ScheduledEvent, 'time'>): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const region = requireEnvironment(environmentNames.region);
  const negotiated = requireJson(environmentNames.negotiatedPrices, negotiatedPrices);
  const burnRate = priceInstances(await runningInstances(ec2), region, negotiated);
  if (burnRate.unpriced.length > 0) {
    console.warn(JSON.stringify({ unpriced: burnRate.unpriced }));
  }
  await publish(burnMetrics(fleet, new Date(event.time), burnRate));
}
