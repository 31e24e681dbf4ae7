import { expect, test } from 'vitest';
import { burnMetrics } from '../../../lambda/burn-meter/burn-metrics';
import { type PaidInstance, priceInstances } from '../../../lambda/burn-meter/price-instances';
import { fleetAlerts } from '../../../lib/alerts/fleet-alerts';
import { validPlan } from '../../support/fleets';

const plain = (instanceType: string): PaidInstance => ({
  instanceType,
  boughtAs: 'on-demand',
  surcharge: undefined,
  phase: 'serving',
});

const key = (name: string | undefined, dimensions: [string | undefined, string | undefined][]): string =>
  `${name} ${dimensions
    .map(([dimension, value]) => `${dimension}=${value}`)
    .sort()
    .join(' ')}`;

test('every metric that an alarm watches on the burn meter is one that it publishes, to the dimension', () => {
  const published = burnMetrics('assistant', new Date(0), priceInstances([], 'us-east-1', {})).map(
    ({ MetricName, Dimensions = [] }) =>
      key(
        MetricName,
        Dimensions.map(({ Name, Value }) => [Name, Value]),
      ),
  );
  const watched = fleetAlerts(validPlan())
    .filter(({ component }) => component === 'burn-meter')
    .flatMap(({ metric, watches }) => watches.map(({ dimensions }) => key(metric.name, Object.entries(dimensions))));

  expect(watched.length).toBeGreaterThan(0);
  for (const one of watched) {
    expect(published).toContain(one);
  }
});

test('a full group in a rollout costs what its alarm allows, not a rounding error more', () => {
  const allowed = fleetAlerts(validPlan()).find(({ id }) => id === 'spending-above-plan-serving')?.watches[0]?.threshold
    .value;
  const full = Array.from({ length: 5 }, () => plain('p5en.48xlarge'));

  expect(priceInstances(full, 'us-east-1', {}).usdPerHourByPhase.get('serving')).toBe(allowed);
  // 6 × 68.8 added up in binary is 412.8 and a little
  const six = Array.from({ length: 6 }, () => plain('p5.48xlarge'));
  expect(priceInstances(six, 'ap-northeast-1', {}).usdPerHourByPhase.get('serving')).toBe(412.8);
});
