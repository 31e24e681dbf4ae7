import type { Fleet } from '../fleet/fleet';
import { expectedUsdPerMonth } from '../plan/make-plan';
import type { Plan } from '../plan/plan';
import type { Step } from './assumption';
import { fleetAssumptions } from './fleet-assumptions';

/** An assumption, with what each step of it does to the expected cost of GPU instances. */
export interface CostDriver {
  readonly what: string;
  readonly now: string;
  readonly steps: readonly DriverStep[];
}

export interface DriverStep extends Pick<Step, 'to' | 'tenths' | 'set'> {
  /** USD per month more, less where negative; undefined where the fleet could not be served. */
  readonly usdPerMonth: number | undefined;
}

const driversShown = 5;

/** The assumptions that move the expected cost most: each is changed alone, and the fleet planned again. */
export function costDrivers(fleet: Fleet, plan: Pick<Plan, 'workloads' | 'cells'>): CostDriver[] {
  const base = expectedUsdPerMonth(fleet);
  if (base === undefined) {
    return [];
  }
  const drivers = fleetAssumptions(fleet, plan).map(({ what, now, directions }) => ({
    what,
    now,
    steps: directions.flatMap((steps) => firstThatMoves(steps, base) ?? []),
  }));
  return drivers
    .filter((driver) => weight(driver) > 0)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, driversShown);
}

/** The smallest step that changes the cost; the largest where none does. */
function firstThatMoves(steps: readonly Step[], base: number): DriverStep | undefined {
  let seen: DriverStep | undefined;
  for (const { fleet, ...step } of steps) {
    const usd = expectedUsdPerMonth(fleet);
    seen = { ...step, usdPerMonth: usd === undefined ? undefined : usd - base };
    if (seen.usdPerMonth === undefined || Math.abs(seen.usdPerMonth) >= 1) {
      return seen;
    }
  }
  return seen;
}

/** A step after which the fleet could not be served counts as nothing: no amount says how bad it is. */
const weight = ({ steps }: CostDriver): number =>
  Math.max(0, ...steps.map(({ usdPerMonth = 0, tenths }) => Math.abs(usdPerMonth) / tenths));
