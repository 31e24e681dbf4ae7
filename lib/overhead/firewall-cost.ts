import { product, scaled, sum } from '../figures/arithmetic';
import { assumed, type Figure } from '../figures/figure';
import { secondsPerMonth } from '../figures/hours';
import { servicePriceFigure } from '../plan/prices/service-price';
import type { RegionTraffic } from '../plan/traffic/client-traffic';
import type { RegionCounts } from './region-counts';

/**
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html more than one request
 * a second at the fast interval
 */
const checksPerSecond = assumed(1.2, 'requests/s/workload', 'DNS health checks at the fast interval', {
  low: 1,
  high: 2,
});

export const firewallUsd = (region: string, { firewalls, firewallRules }: RegionCounts): Figure =>
  sum('USD/month', [
    product('USD/month', firewalls, servicePriceFigure('webAcl', region)),
    product('USD/month', firewallRules, servicePriceFigure('webAclRule', region)),
  ]);

/** AWS charges refused requests as well, so an attack costs more than this. */
export function inspectionUsd(region: string, { requestsPerSecond }: RegionTraffic, workloads: Figure): Figure {
  const requests = sum('requests/s', [requestsPerSecond, product('requests/s', workloads, checksPerSecond)]);
  const millions = scaled(requests, secondsPerMonth / 1e6, '10⁶ requests/month', `× ${secondsPerMonth} s ÷ 10⁶`);
  return product('USD/month', millions, servicePriceFigure('webAclRequestsMillion', region));
}
