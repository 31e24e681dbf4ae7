import { expect, test, vi } from 'vitest';
import { runBundle, withAnswers } from '../../support/bundle';
import sample from './repair-requested-event.json';

const xmlns = 'http://autoscaling.amazonaws.com/doc/2011-01-01/';
const groups = `<DescribeAutoScalingGroupsResponse xmlns="${xmlns}"><DescribeAutoScalingGroupsResult><AutoScalingGroups><member>
<AutoScalingGroupName>assistant-llama-70b-baseline</AutoScalingGroupName><Instances><member>
<InstanceId>i-0123456789abcdef0</InstanceId><LifecycleState>InService</LifecycleState><HealthStatus>Healthy</HealthStatus>
</member></Instances></member></AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>`;

test('the bundle that is deployed runs alone: it asks, remembers, tells Auto Scaling and CloudWatch', async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const answers = {
    DescribeAutoScalingGroups: groups,
    SetInstanceHealth: `<SetInstanceHealthResponse xmlns="${xmlns}"/>`,
    Query: { Count: 1, Items: [] },
    UpdateItem: {},
    PutMetricData: {},
  };

  const asked = await withAnswers(answers, (endpoint) =>
    runBundle('gpu-repair', { ...sample, time: new Date().toISOString() }, endpoint, {
      POLYREGION_FLEET: 'assistant',
      POLYREGION_MODELS: '["llama-70b"]',
      POLYREGION_REPAIR_TABLE: 'assistant-gpu-repair',
    }),
  );

  expect(asked.map(([operation]) => operation)).toEqual([
    'DescribeAutoScalingGroups',
    'UpdateItem',
    'Query',
    'UpdateItem',
    'SetInstanceHealth',
    'UpdateItem',
    'PutMetricData',
  ]);
  expect(asked[4]?.[1]).toContain('InstanceId=i-0123456789abcdef0');
  expect(asked[6]?.[1]).toContain('"RepairsHeld"');
});
