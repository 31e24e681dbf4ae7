import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html 2026 */
const leastRegions = 3;

export const checkerRegions: Rule = {
  id: 'PR-DN3',
  title: 'health checks run from at least three regions',
  why: 'with fewer regions, a problem near the checkers would move the traffic; Route 53 refuses fewer than three',
  fix: 'leave HealthCheckConfig.Regions out, or name at least three',
  types: ['AWS::Route53::HealthCheck'],
  check: ({ properties }) => {
    const regions = at(properties, 'HealthCheckConfig.Regions');
    return unless(
      regions === undefined || list(regions).length >= leastRegions,
      'Properties/HealthCheckConfig/Regions',
    );
  },
};
