import { expect, test } from 'vitest';
import { fleetChecks } from '../../lib/doctor/fleet-checks';
import { validPlan } from '../support/fleets';

const plan = validPlan('fleets/chat.yaml');
const states = (changed: Partial<typeof plan>): Record<string, string> =>
  Object.fromEntries(fleetChecks({ ...plan, ...changed }).map(({ about, state }) => [about, state]));
const pinned = { status: 'resolved', id: 'ami-1' } as const;

test('an example is not ready: its identity is a placeholder, its images are not pinned, its artifacts come later', () => {
  expect(states({})).toEqual({ 'fleet file': 'missing', 'machine images': 'missing', artifacts: 'later' });
});

test('one region without a pinned image is enough to be missing', () => {
  const regions = plan.regions.map((region) => ({ ...region, machineImage: pinned }));

  expect(states({ regions })['machine images']).toBe('fine');
  expect(states({ regions: [...regions.slice(1), ...plan.regions.slice(0, 1)] })['machine images']).toBe('missing');
});

test('artifacts are fine once agent, engine, guard and every model are pinned', () => {
  const models = plan.models.map((model) => ({ ...model, weightsManifest: pinned }));

  expect(states({ engineImageDigest: pinned, guardImageDigest: pinned, agentDigest: pinned, models }).artifacts).toBe(
    'fine',
  );
  expect(states({ engineImageDigest: pinned, agentDigest: pinned }).artifacts).toBe('later');
});
