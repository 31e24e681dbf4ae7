import { expect, test } from 'vitest';
import { hoursPerMonth } from '../../lib/figures/hours';
import { editFleet } from '../../lib/fleet/edit-fleet';
import type { Fleet } from '../../lib/fleet/fleet';
import { type FleetChoice, optimize } from '../../lib/optimizer/optimize';
import type { Plan } from '../../lib/plan/plan';
import { sizingArrivals } from '../../lib/sizing/size-question';
import { load, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const found = new Map<string, readonly FleetChoice[]>();

function plansOf(text: string): readonly FleetChoice[] {
  const plans =
    found.get(text) ??
    optimize(load(text).fleet as Fleet, planOf(text).answer as Plan, {
      arrivals: sizingArrivals,
      recorded: () => undefined,
      most: 5,
      says: () => undefined,
    }).plans;
  found.set(text, plans);
  return plans;
}

/** What the edited file costs, planned as any fleet file is. */
function plannedUsdPerMonth(text: string, { edits }: FleetChoice): number | undefined {
  const { plan } = planOf(editFleet(text, edits) as string);
  return plan?.cellCosts.reduce((usd, cost) => usd + cost.expectedUsdPerHour.value * hoursPerMonth, 0);
}

/** The model answers for people and for a batch, in two regions, with busy hours and a stated size. */
const mixed = readText('fleets/small-team.yaml')
  .replace('us-east-2]', 'us-east-1, us-west-2]')
  .replace('{ us: [us-east-2] }', '{ us: [us-east-1, us-west-2] }')
  .replace(
    '{ none: we can wait for a region to come back, owner: us@example.com }',
    '{ mode: active-active, recoverySeconds: 7200 }',
  )
  .replace('meanRequestsPerSecond: 1,', 'meanRequestsPerSecond: 2,')
  .replace(
    'instanceTypes: [g6e.2xlarge, g6e.4xlarge] }',
    `instanceTypes: [g6e.2xlarge, g6e.4xlarge],
      instancesPerRegion: { min: 3, max: 12 },
      pools: { baseline: { busyHours: [{ days: [MON, TUE], from: '08:00', to: '18:00', timeZone: UTC, minInstances: 2 }] } } }`,
  )
  .replace('serving: 5000', 'serving: 500000');

test.each([
  { name: 'with busy hours and a mode that may change', text: mixed },
  { name: 'with a batch on what is idle', text: readText('fleets/vision.yaml') },
  { name: 'with a standby', text: mixed.replace('active-active', 'warm-standby') },
])('each plan of a fleet $name costs what its edited file costs when it is planned anew', ({ text }) => {
  const plans = plansOf(text);

  expect(plans.length).toBeGreaterThan(0);
  expect(plans.map((plan) => plannedUsdPerMonth(text, plan)?.toFixed(2))).toEqual(
    plans.map(({ usdPerMonth }) => usdPerMonth.toFixed(2)),
  );
});

test('the order of the instance types changes nothing but which of them is today the first', () => {
  const typesOf = (text: string) => plansOf(text)[0]?.models;
  const shuffled = mixed.replace('[g6e.2xlarge, g6e.4xlarge]', '[g6e.4xlarge, g6e.2xlarge]');
  const [plan, other] = [typesOf(mixed), typesOf(shuffled)];

  expect(shuffled).not.toBe(mixed);
  expect(plan?.['llama-8b']?.placement.instanceTypes[0]).toBe(other?.['llama-8b']?.placement.instanceTypes[0]);
  expect(plan?.['llama-8b']?.placement.layout).toEqual(other?.['llama-8b']?.placement.layout);
  expect(plan?.['llama-8b']?.usdPerMonth).toBe(other?.['llama-8b']?.usdPerMonth);
});
