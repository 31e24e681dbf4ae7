import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, vi } from 'vitest';
import { handler } from '../../../lambda/burn-meter/handler';
import event from '../../lambda/burn-meter/scheduled-event.json';
import { leavesNoTrace, marked, marker } from '../../support/marker';

const context = { invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:assistant-burn-meter' };

const ec2 = mockClient(EC2Client);
const cloudWatch = mockClient(CloudWatchClient);

const instance = {
  InstanceId: 'i-0123456789abcdef0',
  InstanceType: 'p9.metal' as 'p5.48xlarge',
  Tags: [{ Key: 'Phase', Value: 'serving' }],
};

beforeEach(() => {
  ec2.reset();
  cloudWatch.reset();
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [instance] }] });
  cloudWatch.on(PutMetricDataCommand).resolves(marked({ $metadata: { requestId: 'one' } }));
  vi.stubEnv('POLYREGION_FLEET', marker);
  vi.stubEnv('POLYREGION_NEGOTIATED_PRICES', JSON.stringify({ [marker]: 1 }));
  vi.stubEnv('AWS_REGION', 'us-east-1');
});

afterEach(() => vi.unstubAllEnvs());

describe('the burn meter', () => {
  leavesNoTrace('its event', () => handler(marked(event, ['time']), context));

  leavesNoTrace('an event that is no event', () => handler(marked({ time: 'x', body: 'y' }), context));

  leavesNoTrace('what EC2 answers', () => {
    ec2.on(DescribeInstancesCommand).resolves(marked({ Reservations: [{ Instances: [instance] }] }));
    return handler(event, context);
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_NEGOTIATED_PRICES', `{${marker}`);
    return handler(event, context);
  });

  leavesNoTrace('an event and an environment while AWS refuses', () => {
    cloudWatch.on(PutMetricDataCommand).rejects(new Error('ThrottlingException'));
    return handler(marked(event, ['time']), context);
  });
});
