/** What leads out of a region's private subnets, besides the gateway endpoint of S3, which costs nothing. */
export interface WaysOut {
  /** An interface endpoint for each service. */
  readonly endpoints: boolean;
  /** A NAT gateway in each zone. */
  readonly natGateways: boolean;
}
