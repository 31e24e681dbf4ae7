import type { RegionHealthCheck } from './region-state';

/**
 * Route 53 calls an endpoint healthy while more than this share of its checkers does.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html 2026
 */
const healthyShareRatio = 0.18;

/** @param reports what each checker says: its text begins with `Success` or `Failure` */
export function healthOf(reports: readonly string[]): RegionHealthCheck['health'] {
  const told = reports.filter((report) => /^(Success|Failure)/.test(report));
  const succeeded = told.filter((report) => report.startsWith('Success')).length;
  return told.length === 0 ? 'unknown' : succeeded / told.length > healthyShareRatio ? 'answers' : 'fails';
}
