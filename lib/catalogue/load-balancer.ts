/**
 * What one load balancer capacity unit (LCU) of an Application Load Balancer covers. The dimension that needs most units
 * is the one that is charged. Traffic between zones through the load balancer costs nothing more.
 *
 * @see https://raw.githubusercontent.com/api-evangelist/amazon-elastic-load-balancing/refs/heads/main/plans/amazon-elastic-load-balancing-plans-pricing.yml AWS's pricing page, 2026-09-20
 * @see https://aws.darcy-it.com/elb%E3%81%AE%E3%82%B3%E3%82%B9%E3%83%88%E6%96%99%E9%87%91/ the free rules
 * @see https://my-aws-saa.pages.dev/8-elb-and-asg/082-cross-zone traffic between zones
 */
export const loadBalancerCapacityUnit = {
  newConnectionsPerSecond: 25,
  /** Connections that were active during a minute. */
  activeConnections: 3000,
  processedGBPerHour: 1,
  ruleEvaluationsPerSecond: 1000,
  /** The first rules that a request is compared with are free. */
  freeRules: 10,
} as const;

/**
 * Default quotas of one load balancer and of its rules.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html 2026
 */
export const loadBalancerQuotas = {
  /** Rules of one load balancer; the default rule is not counted. */
  rules: 100,
  /** Hosts, paths and methods of one rule together; not adjustable. */
  conditionValuesPerRule: 5,
  /** Certificates of one load balancer; the default certificate is counted. */
  certificates: 26,
} as const;
