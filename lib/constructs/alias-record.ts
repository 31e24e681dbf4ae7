/** A record that answers with the addresses of something else in AWS. */
export interface AliasRecord {
  readonly name: string;
  /** Tells the records of one name apart, where there are several. */
  readonly setIdentifier?: string;
  /** Routing by latency: where the target is. */
  readonly region?: string;
  /** Routing by failover. */
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  readonly healthCheckId?: string;
  readonly alias: {
    readonly hostedZoneId: string;
    readonly dnsName: string;
    readonly evaluateTargetHealth: boolean;
  };
}
