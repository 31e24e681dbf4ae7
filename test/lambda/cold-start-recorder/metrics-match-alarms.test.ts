import { expect, test } from 'vitest';
import { abandoned } from '../../../lambda/cold-start-recorder/classify-launch-failure';
import { launchMetrics } from '../../../lambda/cold-start-recorder/launch-metrics';
import { profileMetrics } from '../../../lambda/cold-start-recorder/profile-metrics';
import { reviewMetrics } from '../../../lambda/cold-start-recorder/review-metrics';
import { usualMetrics } from '../../../lambda/cold-start-recorder/usual-metrics';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { cellDimensions, stageDimensions } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

const cell = { fleet: 'assistant', model: 'llama-70b' };
const at = new Date(0);
const days = Array.from({ length: 8 }, () => 100);

test('every metric that an alarm of the recorder watches is published, to the dimension', () => {
  const published = [
    ...launchMetrics('assistant', { model: 'llama-70b', at, reason: 'capacity' }),
    ...launchMetrics('assistant', { model: 'llama-70b', at, reason: abandoned }),
    ...usualMetrics('assistant', 'llama-70b', at, days),
    ...profileMetrics('assistant', 'llama-70b', at, '2026-11-20'),
    ...reviewMetrics('assistant', 'llama-70b', at, { stages: [days], totals: days }, { low: 50, high: 200 }),
  ].map(({ MetricName, Dimensions = [] }) =>
    JSON.stringify([MetricName, Dimensions.map(({ Name, Value }) => [Name, Value])]),
  );
  published.push(JSON.stringify(['LaunchesWithoutBottleneck', Object.entries(cellDimensions(cell))]));
  // The agent publishes the stages themselves, and what its instance needs; Auto Scaling the sizes of the groups.
  published.push(JSON.stringify(['InstanceTimeToFirstTokenSeconds', Object.entries(cellDimensions(cell))]));
  published.push('["GroupInServiceInstances",[["AutoScalingGroupName","assistant-llama-70b-baseline"]]]');
  published.push(JSON.stringify(['ColdStartSeconds', Object.entries(stageDimensions(cell, 'total'))]));
  const alerts = fleetAlerts(validPlan()).filter(({ component }) => component === 'cold-start-recorder');

  expect(alerts.map(({ id }) => id)).toEqual([
    'slower-than-usual',
    'launches-failing',
    'launches-abandoned',
    'scale-out-without-bottleneck',
    'grown-without-profile',
    'cold-start-slow',
    'cold-start-regressing',
    'cold-start-off-plan',
  ]);
  for (const { metric, watches } of alerts) {
    for (const { dimensions, computed } of watches) {
      for (const read of computed === undefined ? [{ ...metric, dimensions }] : Object.values(computed.inputs)) {
        expect(published).toContain(JSON.stringify([read.name, Object.entries(read.dimensions)]));
      }
    }
  }
});
