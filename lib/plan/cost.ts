import { type Phase, phases } from '../contract/phases';
import type { Fleet } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import type { CellPlan } from './cell';
import type { DemandPlan } from './demand';
import { assumed, derived, type Figure, show, stated } from './figure';
import { hoursPerMonth, secondsPerMonth } from './hours';
import { instancePrice } from './price';
import type { ServingType } from './serving-type';

export interface TypePrice {
  readonly instanceType: string;
  readonly usdPerHour: Figure;
}

/** What one cell costs. GPU instances only. */
export interface CellCost {
  readonly model: string;
  readonly region: string;
  /** Of one hour of each allowed type, in their order. */
  readonly prices: readonly TypePrice[];
  /** Every instance of the minimum is the first allowed type. */
  readonly expectedUsdPerHour: Figure;
  /** Every instance of the maximum is the dearest allowed type. */
  readonly worstCaseUsdPerHour: Figure;
}

export interface PhaseCost {
  readonly phase: Phase;
  readonly expectedUsdPerMonth: Figure;
  readonly worstCaseUsdPerMonth: Figure;
  /** Undefined where the fleet file says there is deliberately none. */
  readonly budgetUsdPerMonth: Figure | undefined;
}

export interface UnitCost {
  readonly usdPerRequest: Figure;
  readonly usdPerMillionOutputTokens: Figure;
  /** The same with every replica at its planned concurrency all month: what idle headroom adds is the difference. */
  readonly usdPerMillionOutputTokensAtFullLoad: Figure;
}

export function cellCost(
  fleet: Fleet,
  { model, region, instanceTypes, minInstances, maxInstances }: CellPlan,
): CellCost {
  const prices = instanceTypes.map((instanceType) => ({
    instanceType,
    usdPerHour: instancePrice(fleet, instanceType, region),
  }));
  const [first] = prices;
  const [dearest] = [...prices].sort((a, b) => b.usdPerHour.value - a.usdPerHour.value);
  const hourly = (instances: Figure, chosen: TypePrice | undefined): Figure => {
    const { instanceType: name, usdPerHour: price } = chosen as TypePrice;
    return derived(
      instances.value * price.value,
      'USD/h',
      `${instances.value} × ${name} at ${price.value} USD/h (${price.origin}${price.date === undefined ? '' : ` ${price.date}`}, ${price.source})`,
      { from: [instances, price] },
    );
  };
  return {
    model,
    region,
    prices,
    expectedUsdPerHour: hourly(minInstances, first),
    worstCaseUsdPerHour: hourly(maxInstances, dearest),
  };
}

export function phaseCosts(fleet: Fleet, cells: readonly CellCost[]): PhaseCost[] {
  return phases.map((phase) => {
    const own = phase === 'serving' ? cells : [];
    const budget = fleet.budgetsUsdPerMonth[phase];
    return {
      phase,
      expectedUsdPerMonth: monthlyUsd(own.map((cell) => cell.expectedUsdPerHour)),
      worstCaseUsdPerMonth: monthlyUsd(own.map((cell) => cell.worstCaseUsdPerHour)),
      budgetUsdPerMonth: isNone(budget) ? undefined : stated(budget, 'USD/month', `budgetsUsdPerMonth.${phase}`),
    };
  });
}

/** Hourly costs as a month's. */
export function monthlyUsd(hourly: readonly Figure[]): Figure {
  const sum = hourly.reduce((total, { value }) => total + value, 0);
  const terms = hourly.map(({ value }) => show(value)).join(' + ');
  return hourly.length === 0
    ? assumed(0, 'USD/month', 'nothing of this phase is deployed')
    : derived(sum * hoursPerMonth, 'USD/month', `(${terms}) USD/h × ${hoursPerMonth} h; GPU instances only`, {
        from: hourly,
      });
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
      `${price.value} USD/h of one ${first.instanceType} ÷ ${show(fullTokensPerHour)} output tokens/h`,
      {
        from: [price, first.replicasPerInstance, first.replica.requestsPerSecond, demand.meanOutputTokens],
      },
    ),
  };
}
