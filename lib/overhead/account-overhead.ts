import type { Service } from '../catalogue/service-prices';
import { product, range, scaled, sum } from '../figures/arithmetic';
import { assumed, derived, type Figure } from '../figures/figure';
import { secondsPerMonth } from '../figures/hours';
import type { Plan } from '../plan/plan';
import { servicePriceFigure } from '../plan/prices/service-price';
import { accountCounts } from './account-counts';

/** What exists once, at the prices of the home region, where the account's own stacks are. Budgets that only notify cost nothing. */
export interface AccountOverhead {
  readonly homeRegion: string;
  readonly healthChecksUsdPerMonth: Figure;
  /** The hosted zone and its queries. */
  readonly namesUsdPerMonth: Figure;
  readonly keysUsdPerMonth: Figure;
  readonly usdPerMonth: Figure;
}

const queryShare = assumed(
  0.1,
  'queries/request',
  'most requests reuse a connection, or an answer that a resolver has cached for a minute',
  { low: 0.01, high: 1 },
);

/** @param plan only what is deployed of it */
export function accountOverhead(plan: Plan): AccountOverhead {
  const { homeRegion } = plan.fleet;
  const price = (service: Service): Figure => servicePriceFigure(service, homeRegion);
  const counts = accountCounts(plan);
  const requests = sum(
    'requests/s',
    plan.workloads.map(({ demand }) => demand.meanRequestsPerSecond),
  );
  const millions = scaled(requests, secondsPerMonth / 1e6, '10⁶ requests/month', `× ${secondsPerMonth} s ÷ 10⁶`);
  const healthChecksUsdPerMonth = product(
    'USD/month',
    counts.healthChecks,
    checkPrice(price, counts.healthCheckFeatures),
  );
  const namesUsdPerMonth = sum('USD/month', [
    price('hostedZone'),
    product('USD/month', millions, queryShare, price('latencyQueriesMillion')),
  ]);
  const keysUsdPerMonth = product('USD/month', counts.keys, price('key'));
  return {
    homeRegion,
    healthChecksUsdPerMonth,
    namesUsdPerMonth,
    keysUsdPerMonth,
    usdPerMonth: sum('USD/month', [healthChecksUsdPerMonth, namesUsdPerMonth, keysUsdPerMonth]),
  };
}

/**
 * A check of a load balancer in the account counts as one of an AWS endpoint, and the first fifty of these are free. AWS might
 * take a name for a host outside AWS, whose checks cost more.
 */
function checkPrice(price: (service: Service) => Figure, features: Figure): Figure {
  const within = { check: price('healthCheck'), feature: price('healthCheckFeature') };
  const outside = { check: price('healthCheckOutsideAws'), feature: price('healthCheckFeatureOutsideAws') };
  const most = outside.check.value + features.value * outside.feature.value;
  const free = features.value * within.feature.value;
  const value = within.check.value + free;
  return derived(
    value,
    'USD/check/month',
    `${within.check.value} USD + ${features.value} features × ${within.feature.value} USD; the first term is 0 for the fifty free checks, and a check that counts as outside AWS costs ${most} USD`,
    { ...range(value, free, most), from: [within.check, within.feature, features, outside.check, outside.feature] },
  );
}
