import { expect, test, vi } from 'vitest';
import { runBundle, withAnswers } from '../../support/bundle';
import unsuccessful from './launch-unsuccessful-event.json';

test('the bundle that is deployed runs alone: it tells CloudWatch over the wire', async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const environment = { POLYREGION_FLEET: 'assistant', POLYREGION_MODELS: '["llama-70b"]' };

  const asked = await withAnswers({ PutMetricData: {} }, (endpoint) =>
    runBundle('cold-start-recorder', unsuccessful, endpoint, environment),
  );

  expect(asked.map(([operation]) => operation)).toEqual(['PutMetricData']);
  expect(asked[0]?.[1]).toContain('"LaunchesFailed"');
});
