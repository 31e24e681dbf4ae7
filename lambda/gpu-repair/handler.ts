import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentNames, modelNames } from '../../lib/contract/environment';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { answerRequest } from './answer-request';
import { type RepairEvent, readRequest } from './read-request';
import { SickTable } from './sick-table';

const autoScaling = new AutoScalingClient({});
const cloudWatch = new CloudWatchClient({});
const dynamoDb = new DynamoDBClient({});

/** One instance asks to be replaced. Returning forgets the event; throwing has Lambda try it again, and then keep it. */
export async function handler(event: RepairEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const models = requireJson(environmentNames.models, modelNames);
  const table = new SickTable(dynamoDb, requireEnvironment(environmentNames.repairTable));
  const request = readRequest(event, fleet, models);
  if (request === undefined) {
    console.warn(JSON.stringify({ outcome: 'no-request-of-this-fleet' }));
    return;
  }
  await answerRequest({ autoScaling, cloudWatch, table }, request, new Date());
}
