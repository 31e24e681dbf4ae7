/** A record of a name, with what its health check says. */
export interface RegionAnswer {
  readonly region: string;
  readonly isHealthy: boolean;
  readonly role: 'latency' | 'PRIMARY' | 'SECONDARY';
}

/**
 * The region that Route 53 answers with: of latency records the healthy one nearest to the client, of a failover pair the
 * primary while it is healthy. Where no record is healthy, Route 53 takes all for healthy, and a failover pair answers with
 * its primary.
 *
 * @param nearestFirst the regions in the order of their latency to the client
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export function resolve(answers: readonly RegionAnswer[], nearestFirst: readonly string[]): string | undefined {
  const healthy = answers.filter(({ isHealthy }) => isHealthy);
  const usable = healthy.length === 0 ? answers : healthy;
  const primary = usable.find(({ role }) => role === 'PRIMARY');
  return primary?.region ?? nearestFirst.find((region) => usable.some((answer) => answer.region === region));
}
