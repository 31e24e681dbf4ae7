import { expect, test } from 'vitest';
import { runBundle, withAnswers } from '../../support/bundle';
import hourly from './hourly-event.json';

test('the bundle that is deployed runs alone: it asks and tells CloudWatch over the wire', async () => {
  const midnights = Array.from({ length: 8 }, (_, day) => Date.UTC(2026, 10, 15 + day) / 1000);
  const answers = {
    GetMetricData: {
      MetricDataResults: [{ Id: 's_boot', Timestamps: midnights, Values: [60, 60, 60, 60, 60, 60, 60, 90] }],
    },
    PutMetricData: {},
  };
  const environment = {
    POLYREGION_FLEET: 'assistant',
    POLYREGION_REVIEWED_CELLS: '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000}}}',
  };

  const asked = await withAnswers(answers, (endpoint) => runBundle('cell-review', hourly, endpoint, environment));

  expect(asked.map(([operation]) => operation)).toEqual(['GetMetricData', 'PutMetricData']);
  expect(asked[1]?.[1]).toContain('"Value":1.5');
});
