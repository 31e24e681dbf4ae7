import { stackNames } from '../contract/names';
import { regionStacks } from './region-stacks';

/** One step of the removal of a whole fleet. */
export interface TeardownStep {
  readonly name: 'names' | 'region' | 'account';
  readonly region: string;
  /** In the order of deletion. */
  readonly stacks: readonly string[];
}

/**
 * The whole fleet in the order of deletion: names first, so that no client is led to what goes; the home region after the
 * others; budgets last, so that spending is watched until nothing spends.
 *
 * @param regions the home region first, as in the fleet file
 */
export function teardownSteps(fleet: string, regions: readonly [string, ...string[]]): TeardownStep[] {
  const [home, ...others] = regions;
  return [
    { name: 'names', region: home, stacks: [stackNames.traffic(fleet)] },
    ...[...others, home].map(
      (region): TeardownStep => ({ name: 'region', region, stacks: regionStacks(fleet, region) }),
    ),
    { name: 'account', region: home, stacks: [stackNames.account(fleet)] },
  ];
}
