import { expect, test } from 'vitest';
import { repairMetrics } from '../../../lambda/gpu-repair/repair-metrics';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { metricNamespace } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

test('the repair function publishes what its alarms watch, to the dimension, and only a held repair breaches', () => {
  const [held] = repairMetrics({ fleet: 'assistant', model: 'llama-70b' }, new Date(0), { outcome: 'held' });
  const [replaced] = repairMetrics({ fleet: 'assistant', model: 'llama-70b' }, new Date(0), { outcome: 'replaced' });
  const watched = fleetAlerts(validPlan()).filter(
    ({ component, metric }) => component === 'gpu-repair' && metric.namespace === metricNamespace,
  );

  expect(watched).toHaveLength(1);
  for (const { metric, watches } of watched) {
    expect(metric.name).toBe(held?.MetricName);
    for (const { dimensions, threshold } of watches) {
      expect(held?.Dimensions?.map(({ Name, Value }) => [Name, Value])).toEqual(Object.entries(dimensions));
      expect(held?.Value).toBeGreaterThan(threshold.value);
      expect(replaced?.Value).not.toBeGreaterThan(threshold.value);
    }
  }
});
