import { CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cold-start-recorder/handler';
import hourly from '../../lambda/cold-start-recorder/hourly-event.json';
import failed from '../../lambda/cold-start-recorder/launch-failed-event.json';
import successful from '../../lambda/cold-start-recorder/launch-successful-event.json';
import unsuccessful from '../../lambda/cold-start-recorder/launch-unsuccessful-event.json';
import { leavesNoTrace, marked, marker, printedBy } from '../../support/marker';

const cloudWatch = mockClient(CloudWatchClient);
const form = ['time', 'source', 'detail-type', 'AutoScalingGroupName', 'fleet', 'model', 'reason'];

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(GetMetricDataCommand).resolves({});
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_REVIEWED_CELLS', '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000}}}');
});

afterEach(() => vi.unstubAllEnvs());

describe('the recorder', () => {
  test('prints something at all', async () => {
    expect(await printedBy(() => handler(marked(unsuccessful, form)))).toContain('"reason":"capacity"');
  });

  leavesNoTrace('what AWS says about a launch', () => handler(marked(unsuccessful, form)));

  leavesNoTrace('what AWS says about a scale-out', () => handler(marked(successful, [...form, 'StartTime'])));

  leavesNoTrace('what an agent says about its launch', () => handler(marked(failed, form)));

  leavesNoTrace('a reason that is none', () =>
    handler(marked(failed, ['time', 'source', 'detail-type', 'fleet', 'model'])),
  );

  leavesNoTrace('an event that is no event', () => handler({ time: 'x', body: marker } as never));

  leavesNoTrace('what CloudWatch answers', () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolves(marked({ MetricDataResults: [{ Id: 's_boot', Timestamps: [new Date()], Values: [1] }] }));
    return handler(hourly);
  });

  leavesNoTrace('what CloudWatch refuses with', () => {
    cloudWatch.on(PutMetricDataCommand).rejects(new Error(marker));
    return handler(marked(unsuccessful, form));
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', `{${marker}`);
    return handler(hourly);
  });
});
