import { expect, test } from 'vitest';
import { fleetRegions } from '../../lib/fleet/fleet-regions';
import { chatFleetText, edit } from '../support/fleets';

test('the regions of a fleet file are read, be the rest of it valid or not', () => {
  const broken = edit(chatFleetText(), 'training: 40000', 'training: -1');

  expect(fleetRegions(broken)).toEqual({ regions: ['us-east-1', 'us-west-2'], findings: [] });
});

test('fails where there are none to read', () => {
  expect(fleetRegions('regions: 7').findings).toMatchObject([{ path: 'regions' }]);
  expect(fleetRegions('name: x').findings).toMatchObject([{ path: 'regions' }]);
  expect(fleetRegions('{').findings).toMatchObject([{ path: 'fleet' }]);
});
