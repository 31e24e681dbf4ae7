import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentNames } from '../../lib/contract/environment';
import { metricNamespace } from '../../lib/contract/metrics';
import { nameOfError } from '../shared/name-of-error';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { type RepairEvent, readRequest } from './read-request';
import { repairInstance } from './repair-instance';
import { repairMetrics } from './repair-metrics';
import { SickTable } from './sick-table';

const autoScaling = new AutoScalingClient({});
const cloudWatch = new CloudWatchClient({});
const dynamoDb = new DynamoDBClient({});

/** One instance asks to be replaced. Returning forgets the event; throwing has Lambda try it again, and then keep it. */
export async function handler(event: RepairEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const models = requireJson(environmentNames.models) as string[];
  const table = new SickTable(dynamoDb, requireEnvironment(environmentNames.repairTable));
  const request = readRequest(event, fleet, models);
  if (request === undefined) {
    console.warn(JSON.stringify({ outcome: 'no-request-of-this-fleet' }));
    return;
  }
  const now = new Date();
  const { model, instanceId, reason, xidCodes } = request;
  try {
    const outcome = await repairInstance(autoScaling, table, request, now.getTime() / 1000);
    // The evidence itself is in the table.
    console.info(JSON.stringify({ model, instanceId, reason, xidCodes, ...outcome }));
    const MetricData = repairMetrics(request, now, outcome);
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData }));
  } catch (error) {
    throw new Error(`${instanceId}: not handled, ${nameOfError(error)}`);
  }
}
