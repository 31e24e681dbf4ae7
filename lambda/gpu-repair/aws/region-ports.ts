import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { limitedClient } from '../../../programs/limited-client';
import { metricPublisher, type PublishMetrics } from '../../../programs/publish-metrics';
import type { RepairPorts } from '../repair-ports';
import { autoScalingPorts } from './auto-scaling-ports';
import { RepairHistoryTable } from './repair-history-table';
import { targetHealthReader } from './target-health';

const autoScaling = autoScalingPorts(new AutoScalingClient(limitedClient()));
const targetHealth = targetHealthReader(new ElasticLoadBalancingV2Client(limitedClient()));
const publish = metricPublisher(new CloudWatchClient(limitedClient()));
const dynamoDb = new DynamoDBClient(limitedClient());

/** AWS in the function's own region. */
export const regionPorts = (table: string): RepairPorts & { readonly publish: PublishMetrics } => ({
  ...autoScaling,
  targetHealth,
  publish,
  history: new RepairHistoryTable(dynamoDb, table),
});
