import {
  ActiveInstanceRefreshNotFoundFault,
  AutoScalingClient,
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
} from '@aws-sdk/client-auto-scaling';
import { CancelUpdateStackCommand, CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/rollout-watch/handler';
import event from './alarm-state-change-event.json';

const autoScaling = mockClient(AutoScalingClient);
const cloudFormation = mockClient(CloudFormationClient);
const named = (name: string, message = 'x'): Error => Object.assign(new Error(message), { name });

beforeEach(() => {
  autoScaling.reset();
  cloudFormation.reset();
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  cloudFormation
    .on(DescribeStacksCommand, { StackName: 'assistant-serving-us-east-1' })
    .resolves({ Stacks: [{ StackName: 'x', CreationTime: new Date(0), StackStatus: 'UPDATE_IN_PROGRESS' }] });
  cloudFormation.on(CancelUpdateStackCommand).resolves({});
  autoScaling.on(DescribeInstanceRefreshesCommand).rejects(named('ValidationError'));
  autoScaling
    .on(DescribeInstanceRefreshesCommand, { AutoScalingGroupName: 'assistant-llama-70b-baseline' })
    .resolves({ InstanceRefreshes: [{ InstanceRefreshId: 'r1', Status: 'InProgress' }] });
  autoScaling.on(CancelInstanceRefreshCommand).resolves({});
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the rollout watch', () => {
  test('cancels the update of its own region’s serving stack, and the refresh of the alarm’s cell', async () => {
    await handler(event);

    expect(cloudFormation.commandCalls(CancelUpdateStackCommand).map(({ args }) => args[0].input)).toEqual([
      { StackName: 'assistant-serving-us-east-1' },
    ]);
    expect(autoScaling.commandCalls(CancelInstanceRefreshCommand).map(({ args }) => args[0].input)).toEqual([
      { AutoScalingGroupName: 'assistant-llama-70b-baseline' },
    ]);
  });

  test('takes it calmly that CloudFormation no longer updates', async () => {
    cloudFormation.on(CancelUpdateStackCommand).rejects(named('ValidationError'));

    await handler(event);
    expect(autoScaling.commandCalls(CancelInstanceRefreshCommand)).toEqual([]);
  });

  test('takes it calmly that CloudFormation has cancelled the refresh itself', async () => {
    autoScaling
      .on(CancelInstanceRefreshCommand)
      .rejects(new ActiveInstanceRefreshNotFoundFault({ message: 'x', $metadata: {} }));

    await expect(handler(event)).resolves.toBeUndefined();
  });

  test('throws what AWS refuses, so that Lambda tries again', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(named('Throttling'));

    await expect(handler(event)).rejects.toThrow(
      'assistant-llama-70b-slower-than-peers: rollout not stopped, Throttling',
    );
  });
});
