import { derived, type Figure, show } from '../../figures/figure';
import { secondsPerMonth } from '../../figures/hours';
import type { ServingType } from '../capacity/serving-type';
import type { DemandPlan } from '../traffic/demand';

export interface UnitCost {
  readonly usdPerRequest: Figure;
  readonly usdPerMillionOutputTokens: Figure;
  /** The same with every replica at its planned concurrency all month: what idle headroom adds is the difference. */
  readonly usdPerMillionOutputTokensAtFullLoad: Figure;
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
