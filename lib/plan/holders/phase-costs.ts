import { type Phase, phases } from '../../contract/phases';
import { sum } from '../../figures/arithmetic';
import { type Figure, stated } from '../../figures/figure';
import type { Fleet } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import { monthlyUsd } from '../cost/monthly-cost';
import type { CapacityHolder } from './holder';

export interface PhaseCost {
  readonly phase: Phase;
  readonly expectedUsdPerMonth: Figure;
  readonly worstCaseUsdPerMonth: Figure;
  /** The part of the expected cost that runs on spot: AWS may take it away at any time, and its price may rise. */
  readonly interruptibleUsdPerMonth: Figure;
  /** The part of the expected cost that stands ready for the loss of a region. */
  readonly headroomUsdPerMonth: Figure;
  readonly regions: readonly RegionCost[];
  /** Undefined where the fleet file says there is deliberately none. */
  readonly budgetUsdPerMonth: Figure | undefined;
}

export interface RegionCost {
  readonly region: string;
  readonly expectedUsdPerMonth: Figure;
  readonly worstCaseUsdPerMonth: Figure;
}

export function phaseCosts(fleet: Fleet, holders: readonly CapacityHolder[]): PhaseCost[] {
  return phases.map((phase) => {
    const own = holders.filter((holder) => holder.phase === phase);
    const monthly = (costOf: (holder: CapacityHolder) => Figure, some = own): Figure =>
      monthlyUsd(some.map(costOf), heldWords(own));
    const budget = fleet.budgetsUsdPerMonth[phase];
    const regions = fleet.regions.filter((region) => own.some((holder) => holder.region === region));
    return {
      phase,
      expectedUsdPerMonth: monthly(({ expectedUsdPerHour }) => expectedUsdPerHour),
      worstCaseUsdPerMonth: monthly(({ worstCaseUsdPerHour }) => worstCaseUsdPerHour),
      interruptibleUsdPerMonth: monthly(({ interruptibleUsdPerHour }) => interruptibleUsdPerHour),
      headroomUsdPerMonth: monthly(({ headroomUsdPerHour }) => headroomUsdPerHour),
      regions: regions.map((region) => {
        const here = own.filter((holder) => holder.region === region);
        return {
          region,
          expectedUsdPerMonth: monthly(({ expectedUsdPerHour }) => expectedUsdPerHour, here),
          worstCaseUsdPerMonth: monthly(({ worstCaseUsdPerHour }) => worstCaseUsdPerHour, here),
        };
      }),
      budgetUsdPerMonth: isNone(budget) ? undefined : stated(budget, 'USD/month', `budgetsUsdPerMonth.${phase}`),
    };
  });
}

/** What the costs of some holders are of. */
const heldWords = (holders: readonly CapacityHolder[]): string =>
  holders.some(({ kind }) => kind === 'gateway') ? 'GPU instances and gateways' : 'GPU instances only';

/** What every capacity holder of the fleet costs together, whatever its phase, USD a month. */
export const allPhases = (
  costs: readonly PhaseCost[],
): Pick<PhaseCost, 'expectedUsdPerMonth' | 'worstCaseUsdPerMonth'> => ({
  expectedUsdPerMonth: sum(
    'USD/month',
    costs.map(({ expectedUsdPerMonth }) => expectedUsdPerMonth),
  ),
  worstCaseUsdPerMonth: sum(
    'USD/month',
    costs.map(({ worstCaseUsdPerMonth }) => worstCaseUsdPerMonth),
  ),
});

/** Phases with at least one capacity holder. */
export const spendingPhases = (costs: readonly PhaseCost[]): readonly PhaseCost[] =>
  costs.filter(({ regions }) => regions.length > 0);
