import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentNames, modelNames } from '../../lib/contract/environment';
import { metricPublisher } from '../../programs/publish-metrics';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { autoScalingPorts } from './aws/auto-scaling-ports';
import { RepairHistoryTable } from './aws/repair-history-table';
import { handleRequest } from './handle-request';
import { type RepairEvent, readRequest } from './read-request';

const autoScaling = autoScalingPorts(new AutoScalingClient({}));
const publish = metricPublisher(new CloudWatchClient({}));
const dynamoDb = new DynamoDBClient({});

/** Handles one instance's request to be replaced. Lambda retries an event whose handling throws, and keeps it in the end. */
export async function handler(event: RepairEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const models = requireJson(environmentNames.models, modelNames);
  const history = new RepairHistoryTable(dynamoDb, requireEnvironment(environmentNames.repairTable));
  const request = readRequest(event, fleet, models);
  if (request === undefined) {
    console.warn(JSON.stringify({ outcome: 'no-request-of-this-fleet' }));
    return;
  }
  await handleRequest({ ...autoScaling, publish, history }, request, new Date());
}
