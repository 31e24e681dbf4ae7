import { expect, test } from 'vitest';
import { lostMetrics, repairMetrics } from '../../../lambda/gpu-repair/repair-metrics';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { metricNamespace } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

test('the repair function publishes what its alarms watch, to the dimension, and only a held repair and a lost instance breach', () => {
  const cell = { fleet: 'assistant', model: 'llama-70b' };
  const [held] = repairMetrics(cell, new Date(0), { outcome: 'held' });
  const [replaced] = repairMetrics(cell, new Date(0), { outcome: 'replaced' });
  const watched = fleetAlerts(validPlan()).filter(
    ({ component, metric }) => component === 'gpu-repair' && metric.namespace === metricNamespace,
  );

  const breaching = [held, ...lostMetrics(cell, new Date(0), 1)];

  expect(watched.map(({ metric }) => metric.name)).toEqual(breaching.map((datum) => datum?.MetricName));
  for (const [index, { watches }] of watched.entries()) {
    for (const { dimensions, threshold } of watches) {
      const datum = breaching[index];
      expect(datum?.Dimensions?.map(({ Name, Value }) => [Name, Value])).toEqual(Object.entries(dimensions));
      expect(datum?.Value).toBeGreaterThan(threshold.value);
      expect(replaced?.Value).not.toBeGreaterThan(threshold.value);
    }
  }
  expect(lostMetrics(cell, new Date(0), 0)).toMatchObject([{ Value: 0 }]);
});
