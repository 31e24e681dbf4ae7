import { expect, test } from 'vitest';
import { scaleOutWithoutBottleneck } from '../../../lambda/cell-review/judge-scale-out';
import { profileMetrics } from '../../../lambda/cell-review/profile-metrics';
import { reviewMetrics } from '../../../lambda/cell-review/review-metrics';
import { usualMetrics } from '../../../lambda/cell-review/usual-metrics';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { cellDimensions } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

const cell = { fleet: 'assistant', model: 'llama-70b' };
const at = new Date(0);
const days = Array.from({ length: 8 }, () => 100);

test('every metric that an alarm of the review watches is published, to the dimension', () => {
  const published = [
    ...usualMetrics('assistant', 'llama-70b', at, days),
    ...profileMetrics('assistant', 'llama-70b', at, '2026-11-20'),
    ...reviewMetrics('assistant', 'llama-70b', at, { stages: [days], totals: days }, { low: 50, high: 200 }),
    ...scaleOutWithoutBottleneck(cell, at, [1]),
  ].map(({ MetricName, Dimensions = [] }) =>
    JSON.stringify([MetricName, Dimensions.map(({ Name, Value }) => [Name, Value])]),
  );
  // The agent publishes the first tokens of its instance, and Auto Scaling the sizes of the groups.
  published.push(JSON.stringify(['InstanceTimeToFirstTokenSeconds', Object.entries(cellDimensions(cell))]));
  published.push('["GroupInServiceInstances",[["AutoScalingGroupName","assistant-llama-70b-baseline"]]]');
  const alerts = fleetAlerts(validPlan()).filter(({ component }) => component === 'cell-review');

  expect(alerts.length).toBeGreaterThan(0);
  for (const { metric, watches } of alerts) {
    for (const { dimensions, computed } of watches) {
      for (const read of computed === undefined ? [{ ...metric, dimensions }] : Object.values(computed.inputs)) {
        expect(published).toContain(JSON.stringify([read.name, Object.entries(read.dimensions)]));
      }
    }
  }
});
