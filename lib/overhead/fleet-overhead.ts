import { fleetAlerts } from '../alerts/fleet-alerts';
import { sum } from '../figures/arithmetic';
import type { Figure } from '../figures/figure';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { type AccountOverhead, accountOverhead } from './account-overhead';
import { type RegionOverhead, regionOverhead } from './region-overhead';

/** What a fleet costs besides GPU instances. It has the phase `shared`, so it counts against no budget. */
export interface Overhead {
  readonly overheads: readonly RegionOverhead[];
  readonly accountOverhead: AccountOverhead;
  readonly overheadUsdPerMonth: Figure;
}

/** The overhead of what is deployed of a plan; the rest of the plan has no stacks, so it costs nothing yet. */
export function fleetOverhead(plan: Plan): Overhead {
  const deployed = deployedPart(plan);
  const alerts = fleetAlerts(deployed);
  const overheads = deployed.regions.map((region) => regionOverhead(deployed, alerts, region));
  const account = accountOverhead(deployed);
  return {
    overheads,
    accountOverhead: account,
    overheadUsdPerMonth: sum(
      'USD/month',
      [...overheads, account].map(({ usdPerMonth }) => usdPerMonth),
    ),
  };
}
