import { Annotations } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { FleetNetwork } from './fleet-network';
import { type PinnedId, pinnedValue } from './pinned-value';
import { ServiceEndpoints } from './service-endpoints';

export interface ExistingNetworkProps {
  readonly vpcId: PinnedId;
  /** By zone id, in the zones that the region uses. */
  readonly privateSubnets: Readonly<Record<string, PinnedId>>;
  readonly publicSubnets: Readonly<Record<string, PinnedId>>;
  /** Whether the fleet adds endpoints of AWS services other than S3. */
  readonly interfaceEndpoints: boolean;
  /** Whether gateways stand in the private subnets. @default false */
  readonly gateways?: boolean;
}

/** A VPC and subnets that their owner made. Only the fleet's own endpoints and their security group are added. */
export class ExistingNetwork extends Construct implements FleetNetwork {
  readonly vpc: IVpc;
  readonly serviceAccess: ISecurityGroup;
  private readonly privateSubnets: ReadonlyMap<string, ISubnet>;
  private readonly publicSubnets: ReadonlyMap<string, ISubnet>;

  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: pinnedValue(this, 'VpcId', props.vpcId, { type: 'AWS::EC2::VPC::Id' }),
      // Zone ids in place of names, which differ by account: subnets are named one by one, and nothing is chosen by these.
      availabilityZones: Object.keys(props.privateSubnets),
    });
    this.privateSubnets = this.subnets('Private', props.privateSubnets);
    this.publicSubnets = this.subnets('Public', props.publicSubnets);
    this.serviceAccess = new ServiceEndpoints(this, 'Endpoints', {
      vpc: this.vpc,
      subnets: [...this.privateSubnets.values()],
      objects: undefined,
      interfaceEndpoints: props.interfaceEndpoints,
      gateways: props.gateways,
    }).access;
  }

  privateSubnetsIn(zoneIds: readonly string[]): ISubnet[] {
    return zoneIds.map((zoneId) => subnetIn(this.privateSubnets, zoneId));
  }

  publicSubnetsIn(zoneIds: readonly string[]): ISubnet[] {
    return zoneIds.map((zoneId) => subnetIn(this.publicSubnets, zoneId));
  }

  private subnets(kind: string, ids: Readonly<Record<string, PinnedId>>): Map<string, ISubnet> {
    const scope = new Construct(this, kind);
    return new Map(
      Object.entries(ids).map(([zoneId, pinned]) => {
        const zone = new Construct(scope, zoneId);
        const subnetId = pinnedValue(zone, 'SubnetId', pinned, { type: 'AWS::EC2::Subnet::Id' });
        Annotations.of(zone).acknowledgeWarning(
          '@aws-cdk/aws-ec2:noSubnetRouteTableId',
          'routes of an existing network belong to its owner',
        );
        return [zoneId, Subnet.fromSubnetId(zone, 'Subnet', subnetId)];
      }),
    );
  }
}

function subnetIn(subnets: ReadonlyMap<string, ISubnet>, zoneId: string): ISubnet {
  const subnet = subnets.get(zoneId);
  if (subnet === undefined) {
    throw new Error(`${zoneId}: not a zone of this network, which spans ${[...subnets.keys()].join(', ')}`);
  }
  return subnet;
}
