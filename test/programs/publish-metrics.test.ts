import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { metricData } from '../../programs/metric-datum';
import { metricPublisher } from '../../programs/publish-metrics';

const cloudWatch = mockClient(CloudWatchClient);
const [datum] = metricData(
  metricDefinitions.unpricedInstances,
  { fleet: 'assistant' },
  { Timestamp: new Date(0), Value: 1, Unit: 'Count' },
) as [MetricDatum];
const sent = () => cloudWatch.commandCalls(PutMetricDataCommand).map(({ args }) => args[0].input);

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(PutMetricDataCommand).resolves({});
});

describe('publishing metrics', () => {
  const publish = metricPublisher(new CloudWatchClient({}));

  test.each([
    [0, []],
    [1, [1]],
    [1000, [1000]],
    [1001, [1000, 1]],
  ])('sends %i data points in requests of %j', async (points, requests) => {
    await publish(Array.from({ length: points }, () => datum));

    expect(sent().map(({ MetricData }) => MetricData?.length)).toEqual(requests);
  });

  test('goes to the fleet’s namespace, with its dimensions', async () => {
    await publish([datum]);

    expect(sent()).toEqual([
      {
        Namespace: 'Polyregion',
        MetricData: [
          {
            MetricName: 'UnpricedInstances',
            Timestamp: new Date(0),
            Value: 1,
            Unit: 'Count',
            Dimensions: [{ Name: 'Fleet', Value: 'assistant' }],
          },
        ],
      },
    ]);
  });

  test('fails where CloudWatch refuses', async () => {
    cloudWatch.on(PutMetricDataCommand).rejects(new Error('no'));

    await expect(publish([datum])).rejects.toThrow('no');
  });
});
