import { expect, test } from 'vitest';
import { besideFleetFile, fleetPlace } from '../../lib/contract/fleet-place';

test.each([
  ['fleet.yaml', 'fleet.yaml', undefined, 'fleet.lock.yaml'],
  ['eu.yml@staging', 'eu.yml', 'staging', 'eu.staging.lock.yaml'],
  ['teams/a@b/fleet.yaml', 'teams/a@b/fleet.yaml', undefined, 'teams/a@b/fleet.lock.yaml'],
  ['notes@old', 'notes@old', undefined, 'notes@old.lock.yaml'],
  ['a@b/fleet.yaml@pre-production', 'a@b/fleet.yaml', 'pre-production', 'a@b/fleet.pre-production.lock.yaml'],
])('%s is the file %s and the environment %s', (written, file, environment, lock) => {
  expect(fleetPlace(written)).toEqual({ file, environment });
  expect(besideFleetFile(written, 'lock')).toBe(lock);
});
