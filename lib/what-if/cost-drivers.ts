import type { Fleet } from '../fleet/fleet';
import type { Plan } from '../plan/plan';
import type { Assumption, Measurable, Step } from './assumption';
import { costByArithmetic, type ExpectedCost } from './expected-cost';
import { fleetAssumptions } from './fleet-assumptions';

/** An assumption, with what each step of it does to the expected cost of GPU instances. */
export interface CostDriver {
  readonly what: string;
  readonly now: string;
  readonly measurable?: Measurable;
  readonly steps: readonly DriverStep[];
}

export interface DriverStep extends Pick<Step, 'to' | 'tenths' | 'set'> {
  /** USD per month more, less where negative; undefined where the fleet could not be served. */
  readonly usdPerMonth: number | undefined;
}

const driversShown = 5;

/**
 * The assumptions that move the expected cost most: each is changed alone, and the fleet planned again.
 *
 * @param costOf what a fleet costs as it is really sized. Arithmetic ranks the assumptions, because it is fast.
 */
export function costDrivers(
  fleet: Fleet,
  plan: Pick<Plan, 'workloads' | 'cells'>,
  costOf: ExpectedCost = costByArithmetic,
): CostDriver[] {
  const heaviest = ranked(fleet, fleetAssumptions(fleet, plan)).slice(0, driversShown);
  const base = costOf === costByArithmetic ? undefined : costOf(fleet);
  return heaviest.map(({ assumption: { what, now, measurable }, tried }) => ({
    what,
    now,
    ...(measurable && { measurable }),
    steps: tried.map(({ driverStep, step, last }) =>
      base === undefined ? driverStep : (firstThatMoves([step, last], base, costOf)?.driverStep ?? driverStep),
    ),
  }));
}

/** What a measurement would say in place of an estimate, whether it moves the cost or not. */
export const measurables = (fleet: Fleet, plan: Pick<Plan, 'workloads' | 'cells'>): Measurable[] =>
  fleetAssumptions(fleet, plan).flatMap(({ measurable }) => measurable ?? []);

interface Tried {
  readonly driverStep: DriverStep;
  readonly step: Step;
  /** The largest step in the same direction. */
  readonly last: Step;
}

interface Ranked {
  readonly assumption: Assumption;
  readonly tried: readonly Tried[];
}

function ranked(fleet: Fleet, assumptions: readonly Assumption[]): Ranked[] {
  const base = costByArithmetic(fleet);
  if (base === undefined) {
    return [];
  }
  return assumptions
    .map((assumption) => ({
      assumption,
      tried: assumption.directions.flatMap((steps) => firstThatMoves(steps, base, costByArithmetic) ?? []),
    }))
    .filter((one) => weight(one) > 0)
    .sort((a, b) => weight(b) - weight(a));
}

/** The smallest step that changes the cost; the largest where none does. */
function firstThatMoves(steps: readonly Step[], base: number, costOf: ExpectedCost): Tried | undefined {
  const last = steps.at(-1);
  for (const step of steps) {
    const usd = costOf(step.fleet);
    const usdPerMonth = usd === undefined ? undefined : usd - base;
    if (last !== undefined && (usdPerMonth === undefined || Math.abs(usdPerMonth) >= 1 || step === last)) {
      const { to, tenths, set } = step;
      return { driverStep: { to, tenths, set, usdPerMonth }, step, last };
    }
  }
  return undefined;
}

/** A step after which the fleet could not be served counts as nothing: no amount says how bad it is. */
const weight = ({ tried }: Ranked): number =>
  Math.max(0, ...tried.map(({ driverStep: { usdPerMonth = 0, tenths } }) => Math.abs(usdPerMonth) / tenths));
