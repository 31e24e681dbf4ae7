import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const isFleet = (name: string): boolean => name.endsWith('.yaml') && !/\.(lock|measured)\.yaml$/.test(name);

/** Every fleet file of the project, from its root. */
export const fleetFiles: readonly string[] = [
  'fleet.yaml',
  ...readdirSync('fleets')
    .filter(isFleet)
    .map((name) => join('fleets', name)),
];
