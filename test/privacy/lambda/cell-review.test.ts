import { CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, vi } from 'vitest';
import { handler } from '../../../lambda/cell-review/handler';
import hourly from '../../lambda/cell-review/hourly-event.json';
import successful from '../../lambda/cell-review/launch-successful-event.json';
import { leavesNoTrace, marked, marker } from '../../support/marker';

const cloudWatch = mockClient(CloudWatchClient);
const form = ['time', 'source', 'detail-type', 'AutoScalingGroupName', 'StartTime'];

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(GetMetricDataCommand).resolves({});
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_REVIEWED_CELLS', '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000}}}');
});

afterEach(() => vi.unstubAllEnvs());

describe('the review of cells', () => {
  leavesNoTrace('what AWS says about a scale-out', () => handler(marked(successful, form)));

  leavesNoTrace('an event that is no event', () => handler({ time: 'x', body: marker } as never));

  leavesNoTrace('what CloudWatch answers', () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolves(marked({ MetricDataResults: [{ Id: 's_boot', Timestamps: [new Date()], Values: [1] }] }));
    return handler(hourly);
  });

  leavesNoTrace('what CloudWatch refuses with', () => {
    cloudWatch.on(GetMetricDataCommand).rejects(new Error(marker));
    return handler(hourly);
  });

  leavesNoTrace('its environment, broken', () => {
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', `{${marker}`);
    return handler(hourly);
  });

  leavesNoTrace('its environment, of another form', () => {
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', JSON.stringify({ 'llama-70b': { expectedSeconds: marker } }));
    return handler(hourly);
  });
});
