import type { Fleet } from '../fleet/fleet';
import { expectedUsdPerMonth } from '../plan/make-plan';
import { settledFleet } from '../plan/settled-fleet';

/** Expected cost of the GPU instances of a fleet, USD per month; undefined where it cannot be served. */
export type ExpectedCost = (fleet: Fleet) => number | undefined;

/** By arithmetic on mean loads: fast enough to compare many fleets, also for one that is sized by simulation. */
export const costByArithmetic: ExpectedCost = (fleet) => expectedUsdPerMonth(settledFleet(fleet));
