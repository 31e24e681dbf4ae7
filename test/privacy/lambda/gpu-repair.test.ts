import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetInstanceHealthCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/gpu-repair/handler';
import type { RepairEvent } from '../../../lambda/gpu-repair/read-request';
import sample from '../../lambda/gpu-repair/repair-requested-event.json';
import { leavesNoTrace, marked, marker, printedBy } from '../../support/marker';

const autoScaling = mockClient(AutoScalingClient);
const cloudWatch = mockClient(CloudWatchClient);
const dynamoDb = mockClient(DynamoDBClient);

const event = { ...sample, time: new Date().toISOString() } as unknown as RepairEvent;
/** The evidence is free text that no code checks, so it may go into the table only. */
const evidenceMarked = { ...event, detail: { ...event.detail, evidence: marker } };
const groups = {
  AutoScalingGroups: [
    {
      AutoScalingGroupName: 'assistant-llama-70b-baseline',
      Instances: [{ InstanceId: event.detail.instanceId, LifecycleState: 'InService', HealthStatus: 'Healthy' }],
    },
  ],
};
const refused = Object.assign(new Error(marker), { name: `Validation ${marker}` });

beforeEach(() => {
  autoScaling.reset();
  cloudWatch.reset();
  dynamoDb.reset();
  autoScaling.on(DescribeAutoScalingGroupsCommand).resolves(groups as never);
  autoScaling.on(SetInstanceHealthCommand).resolves({});
  dynamoDb.on(UpdateItemCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Count: 1 });
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
  vi.stubEnv('POLYREGION_REPAIR_TABLE', 'assistant-gpu-repair');
});

afterEach(() => vi.unstubAllEnvs());

describe('the repair function', () => {
  test('prints something at all', async () => {
    expect(await printedBy(() => handler(evidenceMarked))).toContain('"outcome":"replaced"');
  });

  leavesNoTrace('the evidence of a repair', () => handler(evidenceMarked));

  leavesNoTrace('the evidence of a repair that is held', () => {
    dynamoDb.on(QueryCommand).resolves({ Count: 2 });
    return handler(evidenceMarked);
  });

  leavesNoTrace('its event', () => handler(marked(event, ['time', 'source', 'detail-type'])));

  leavesNoTrace('an event that is no event', () => handler({ time: 'x', body: marker } as never));

  leavesNoTrace('what Auto Scaling answers', () => {
    autoScaling.on(DescribeAutoScalingGroupsCommand).resolves(marked(groups, ['InstanceId']) as never);
    return handler(evidenceMarked);
  });

  leavesNoTrace('what Auto Scaling refuses with', () => {
    autoScaling.on(SetInstanceHealthCommand).rejects(refused);
    return handler(evidenceMarked);
  });

  leavesNoTrace('what its table refuses with', () => {
    dynamoDb.on(UpdateItemCommand).rejects(refused);
    return handler(evidenceMarked);
  });

  leavesNoTrace('what CloudWatch refuses with', () => {
    cloudWatch.on(PutMetricDataCommand).rejects(refused);
    return handler(evidenceMarked);
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_MODELS', `[${marker}`);
    return handler(event);
  });
});
