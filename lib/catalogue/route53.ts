/**
 * What Route 53 health checks and alias records can do.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html 2026
 */
export const route53 = {
  /** The shorter of the two check intervals that exist (10 and 30), seconds. */
  fastCheckIntervalSeconds: 10,
  /** The longer of the two intervals, seconds. It is included in the price of a check. */
  standardCheckIntervalSeconds: 30,
  /** Consecutive failures before a checker calls an endpoint unhealthy; range 1–10. The value is the default of the service. */
  defaultFailureThreshold: 3,
  /** Time that resolvers cache an alias to a load balancer, seconds. */
  loadBalancerAliasTtlSeconds: 60,
  source: 'Route 53 Developer Guide, determining the health of an endpoint',
  url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  date: '2026',
} as const;
