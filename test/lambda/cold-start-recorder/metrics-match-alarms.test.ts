import { expect, test } from 'vitest';
import { launchMetrics } from '../../../lambda/cold-start-recorder/launch-metrics';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { abandoned } from '../../../lib/contract/classify-launch-failure';
import { stageDimensions } from '../../../lib/contract/metrics';
import { validPlan } from '../../support/fleets';

const cell = { fleet: 'assistant', model: 'llama-70b' };
const at = new Date(0);

test('every metric that an alarm of the recorder watches is published, to the dimension', () => {
  const published = [
    ...launchMetrics('assistant', { model: 'llama-70b', at, reason: 'capacity' }),
    ...launchMetrics('assistant', { model: 'llama-70b', at, reason: abandoned }),
  ].map(({ MetricName, Dimensions = [] }) =>
    JSON.stringify([MetricName, Dimensions.map(({ Name, Value }) => [Name, Value])]),
  );
  // The agent publishes the stages themselves.
  published.push(JSON.stringify(['ColdStartSeconds', Object.entries(stageDimensions(cell, 'total'))]));
  const alerts = fleetAlerts(validPlan()).filter(({ component }) => component === 'cold-start-recorder');

  expect(alerts.length).toBeGreaterThan(0);
  for (const { metric, watches } of alerts) {
    for (const { dimensions, computed } of watches) {
      for (const read of computed === undefined ? [{ ...metric, dimensions }] : Object.values(computed.inputs)) {
        expect(published).toContain(JSON.stringify([read.name, Object.entries(read.dimensions)]));
      }
    }
  }
});
