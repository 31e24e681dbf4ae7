import { CfnRouteTable, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { RoutedSubnet } from './routed-subnet';

export interface ZoneSubnetsProps {
  readonly vpcId: string;
  readonly zoneId: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
  /** Route table with the way to the internet, for load balancers; undefined where nothing is public. */
  readonly publicRouteTableId: string | undefined;
}

/** One zone: a public subnet, where the network has any, and a private one without a way out of its own. */
export class ZoneSubnets extends Construct {
  readonly publicSubnet: ISubnet | undefined;
  readonly privateSubnet: ISubnet;
  readonly privateRouteTableId: string;

  constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { vpcId, zoneId, publicCidr, privateCidr, publicRouteTableId } = props;
    this.privateRouteTableId = new CfnRouteTable(this, 'PrivateRoutes', { vpcId }).attrRouteTableId;
    this.publicSubnet =
      publicRouteTableId === undefined
        ? undefined
        : new RoutedSubnet(this, 'Public', { vpcId, zoneId, cidrBlock: publicCidr, routeTableId: publicRouteTableId })
            .subnet;
    this.privateSubnet = new RoutedSubnet(this, 'Private', {
      vpcId,
      zoneId,
      cidrBlock: privateCidr,
      routeTableId: this.privateRouteTableId,
    }).subnet;
  }
}
