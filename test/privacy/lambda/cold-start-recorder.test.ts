import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cold-start-recorder/handler';
import failed from '../../lambda/cold-start-recorder/launch-failed-event.json';
import unsuccessful from '../../lambda/cold-start-recorder/launch-unsuccessful-event.json';
import { leavesNoTrace, marked, marker, printedBy } from '../../support/marker';

const cloudWatch = mockClient(CloudWatchClient);
const form = ['time', 'source', 'detail-type', 'AutoScalingGroupName', 'fleet', 'model', 'reason'];

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
});

afterEach(() => vi.unstubAllEnvs());

describe('the recorder', () => {
  test('prints something at all', async () => {
    expect(await printedBy(() => handler(marked(unsuccessful, form)))).toContain('"reason":"capacity"');
  });

  leavesNoTrace('what AWS says about a launch', () => handler(marked(unsuccessful, form)));

  leavesNoTrace('what an agent says about its launch', () => handler(marked(failed, form)));

  leavesNoTrace('a reason that is none', () =>
    handler(marked(failed, ['time', 'source', 'detail-type', 'fleet', 'model'])),
  );

  leavesNoTrace('an event that is no event', () => handler({ time: 'x', body: marker } as never));

  leavesNoTrace('what CloudWatch refuses with', () => {
    cloudWatch.on(PutMetricDataCommand).rejects(new Error(marker));
    return handler(marked(unsuccessful, form));
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_MODELS', `{${marker}`);
    return handler(marked(unsuccessful, form));
  });
});
