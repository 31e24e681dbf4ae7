import type { FleetIdentity } from '../../plan/plan';
import type { Retained } from '../../removal/retained';
import { deleteStacks } from '../region/delete-stacks';
import { emptyGroups, releaseLoadBalancers } from '../region/empty-groups';
import type { Interruption } from '../region/interruption';
import { readRegionState } from '../region/read-region-state';
import type { StandingStep } from './read-teardown';

/** Does the steps one after the other: instances finish what they do before the stacks of their region go. @throws FindingError, Interrupted */
export async function tearDown(
  steps: readonly StandingStep[],
  fleet: FleetIdentity,
  interruption: Interruption,
): Promise<Retained[]> {
  const retained: Retained[] = [];
  for (const { name, region, standing } of steps) {
    if (name === 'region' && standing.length > 0) {
      const { groups, loadBalancers } = await readRegionState(fleet, region);
      await emptyGroups(groups, region, interruption);
      await releaseLoadBalancers(loadBalancers, region, interruption);
    }
    retained.push(...(await deleteStacks(standing, region, interruption)));
  }
  return retained;
}
