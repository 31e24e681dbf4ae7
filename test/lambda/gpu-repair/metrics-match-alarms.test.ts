import { expect, test } from 'vitest';
import { repairMetrics, sweepMetrics } from '../../../lambda/gpu-repair/repair-metrics';
import type { Alert } from '../../../lib/alerts/alert';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { metricNamespace } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

const cell = { fleet: 'assistant', model: 'llama-70b' };
const at = new Date(0);

const breaches = ({ comparison }: Alert, value: number, threshold: number): boolean =>
  comparison === 'at-or-above' ? value >= threshold : value > threshold;

test('the repair function publishes what its alarms watch, to the dimension; a held repair, a lost instance and a stopped group breach', () => {
  const watched = fleetAlerts(validPlan()).filter(
    ({ component, metric }) => component === 'gpu-repair' && metric.namespace === metricNamespace,
  );
  const bad = [...repairMetrics(cell, at, { outcome: 'held' }), ...sweepMetrics(cell, at, { lost: 1, stopped: 1 })];
  const good = [
    ...repairMetrics(cell, at, { outcome: 'replaced' }),
    ...sweepMetrics(cell, at, { lost: 0, stopped: 0 }),
  ];

  expect(watched.map(({ metric }) => metric.name).sort()).toEqual(bad.map(({ MetricName }) => MetricName).sort());
  for (const alert of watched) {
    const named = ({ MetricName }: { readonly MetricName?: string | undefined }) => MetricName === alert.metric.name;
    const datum = bad.find(named);
    for (const { dimensions, threshold } of alert.watches) {
      expect(datum?.Dimensions?.map(({ Name, Value }) => [Name, Value])).toEqual(Object.entries(dimensions));
      expect(breaches(alert, datum?.Value ?? Number.NaN, threshold.value)).toBe(true);
      expect(breaches(alert, good.find(named)?.Value ?? Number.NaN, threshold.value)).toBe(false);
    }
  }
});
