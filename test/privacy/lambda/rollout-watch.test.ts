import { AutoScalingClient, DescribeInstanceRefreshesCommand } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/rollout-watch/handler';
import event from '../../lambda/rollout-watch/alarm-state-change-event.json';
import { leavesNoTrace, marked, marker, printedBy } from '../../support/marker';

const autoScaling = mockClient(AutoScalingClient);
const cloudFormation = mockClient(CloudFormationClient);
const form = ['time', 'source', 'detail-type', 'alarmName', 'value'];

beforeEach(() => {
  autoScaling.reset();
  cloudFormation.reset();
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [] });
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
  vi.stubEnv('AWS_REGION', 'us-east-1');
});

afterEach(() => vi.unstubAllEnvs());

describe('the rollout watch', () => {
  test('prints something at all', async () => {
    expect(await printedBy(() => handler(marked(event, form)))).toContain('"outcome":"no-update"');
  });

  leavesNoTrace('what an alarm says of itself', () => handler(marked(event, form)));

  leavesNoTrace('an event that is no event', () => handler({ detail: marker }));

  leavesNoTrace('what AWS refuses with', () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error(marker));
    autoScaling.on(DescribeInstanceRefreshesCommand).rejects(new Error(marker));
    return handler(event);
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_MODELS', `{${marker}`);
    return handler(event);
  });
});
