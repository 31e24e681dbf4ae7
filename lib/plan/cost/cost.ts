import { type Phase, phases } from '../../contract/phases';
import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import { hoursPerMonth, secondsPerMonth } from '../../figures/hours';
import type { Fleet } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import type { DemandPlan } from '../capacity/demand';
import type { ServingType } from '../capacity/serving-type';
import type { CellCost } from './cell-cost';

export interface PhaseCost {
  readonly phase: Phase;
  readonly expectedUsdPerMonth: Figure;
  readonly worstCaseUsdPerMonth: Figure;
  /** Of what is expected, the part on spot: it may be taken away at any time, and found dearer. */
  readonly interruptibleUsdPerMonth: Figure;
  /** Of what is expected, the part that stands ready for the loss of a region. */
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

export interface UnitCost {
  readonly usdPerRequest: Figure;
  readonly usdPerMillionOutputTokens: Figure;
  /** The same with every replica at its planned concurrency all month: what idle headroom adds is the difference. */
  readonly usdPerMillionOutputTokensAtFullLoad: Figure;
}

export function phaseCosts(fleet: Fleet, cells: readonly CellCost[]): PhaseCost[] {
  return phases.map((phase) => {
    const own = phase === 'serving' ? cells : [];
    const budget = fleet.budgetsUsdPerMonth[phase];
    const regions = fleet.regions.filter((region) => own.some((cell) => cell.region === region));
    return {
      phase,
      expectedUsdPerMonth: monthlyUsd(own.map((cell) => cell.expectedUsdPerHour)),
      worstCaseUsdPerMonth: monthlyUsd(own.map((cell) => cell.worstCaseUsdPerHour)),
      interruptibleUsdPerMonth: monthlyUsd(own.map((cell) => cell.interruptibleUsdPerHour)),
      headroomUsdPerMonth: monthlyUsd(own.map((cell) => cell.headroomUsdPerHour)),
      regions: regions.map((region) => {
        const here = own.filter((cell) => cell.region === region);
        return {
          region,
          expectedUsdPerMonth: monthlyUsd(here.map((cell) => cell.expectedUsdPerHour)),
          worstCaseUsdPerMonth: monthlyUsd(here.map((cell) => cell.worstCaseUsdPerHour)),
        };
      }),
      budgetUsdPerMonth: isNone(budget) ? undefined : stated(budget, 'USD/month', `budgetsUsdPerMonth.${phase}`),
    };
  });
}

/** Hourly costs as a month's. */
export function monthlyUsd(hourly: readonly Figure[]): Figure {
  const sum = (pick: (figure: Figure) => number): number => hourly.reduce((total, figure) => total + pick(figure), 0);
  const terms = hourly
    .filter(({ value }) => value !== 0)
    .map(({ value }) => show(value))
    .join(' + ');
  const isRange = hourly.some(({ low, high }) => low !== undefined && high !== undefined);
  return hourly.length === 0
    ? assumed(0, 'USD/month', 'nothing of this phase is deployed')
    : derived(
        sum(({ value }) => value) * hoursPerMonth,
        'USD/month',
        `(${terms === '' ? 0 : terms}) USD/h × ${hoursPerMonth} h; GPU instances only`,
        {
          ...(isRange && {
            low: sum(({ value, low }) => low ?? value) * hoursPerMonth,
            high: sum(({ value, high }) => high ?? value) * hoursPerMonth,
          }),
          from: hourly,
        },
      );
}

export function unitCost(expected: Figure, demand: DemandPlan, first: ServingType, price: Figure): UnitCost {
  const requestsPerMonth = demand.meanRequestsPerSecond.value * secondsPerMonth;
  const outputTokens = demand.meanOutputTokens.value;
  const perRequest = expected.value / requestsPerMonth;
  const fullTokensPerHour =
    first.replicasPerInstance.value * first.replica.requestsPerSecond.value * outputTokens * 3600;
  const usdPerRequest = derived(
    perRequest,
    'USD/request',
    `${show(expected.value)} USD/month ÷ (${show(demand.meanRequestsPerSecond.value)} requests/s × ${secondsPerMonth} s)`,
    { from: [expected, demand.meanRequestsPerSecond] },
  );
  return {
    usdPerRequest,
    usdPerMillionOutputTokens: derived(
      (perRequest / outputTokens) * 1e6,
      'USD/10⁶ tokens',
      `${show(perRequest)} USD ÷ ${show(outputTokens)} output tokens × 10⁶`,
      { from: [usdPerRequest, demand.meanOutputTokens] },
    ),
    usdPerMillionOutputTokensAtFullLoad: derived(
      (price.value / fullTokensPerHour) * 1e6,
      'USD/10⁶ tokens',
      `${show(price.value)} USD/h of one ${first.instanceType} ÷ ${show(fullTokensPerHour)} output tokens/h`,
      {
        from: [price, first.replicasPerInstance, first.replica.requestsPerSecond, demand.meanOutputTokens],
      },
    ),
  };
}
