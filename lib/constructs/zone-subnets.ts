import { CfnRouteTable, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { RoutedSubnet } from './routed-subnet';

export interface ZoneSubnetsProps {
  readonly vpcId: string;
  readonly zoneId: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
  /** Route table with the way to the internet, for load balancers. */
  readonly publicRouteTableId: string;
}

/** One zone: a public subnet for load balancers and a private one, without a way out of its own, for GPU instances. */
export class ZoneSubnets extends Construct {
  readonly publicSubnet: ISubnet;
  readonly privateSubnet: ISubnet;
  readonly privateRouteTableId: string;

  constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { vpcId, zoneId, publicCidr, privateCidr, publicRouteTableId } = props;
    this.privateRouteTableId = new CfnRouteTable(this, 'PrivateRoutes', { vpcId }).attrRouteTableId;
    this.publicSubnet = new RoutedSubnet(this, 'Public', {
      vpcId,
      zoneId,
      cidrBlock: publicCidr,
      routeTableId: publicRouteTableId,
    }).subnet;
    this.privateSubnet = new RoutedSubnet(this, 'Private', {
      vpcId,
      zoneId,
      cidrBlock: privateCidr,
      routeTableId: this.privateRouteTableId,
    }).subnet;
  }
}
