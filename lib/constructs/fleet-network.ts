import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';

/** Where the load balancer and the cells of one region live, whichever made it: the fleet, or its owner before. */
export interface FleetNetwork {
  readonly vpc: IVpc;
  /** Security group of the fleet's own service endpoints. It admits no client until another construct adds a rule. */
  readonly serviceAccess: ISecurityGroup;
  /** Subnets of the GPU instances. */
  privateSubnetsIn(zoneIds: readonly string[]): ISubnet[];
  /** For load balancers that the internet reaches. */
  publicSubnetsIn(zoneIds: readonly string[]): ISubnet[];
}
