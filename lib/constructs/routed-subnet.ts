import { CfnSubnet, CfnSubnetRouteTableAssociation, type ISubnet, Subnet } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface RoutedSubnetProps {
  readonly vpcId: string;
  /** Zone id: zone names mean different zones in different accounts. */
  readonly zoneId: string;
  readonly cidrBlock: string;
  readonly routeTableId: string;
}

/** A subnet that follows one route table and gives no instance a public address. */
export class RoutedSubnet extends Construct {
  readonly subnet: ISubnet;

  constructor(scope: Construct, id: string, props: RoutedSubnetProps) {
    super(scope, id);
    const { vpcId, zoneId, cidrBlock, routeTableId } = props;
    const subnet = new CfnSubnet(this, 'Resource', {
      vpcId,
      cidrBlock,
      availabilityZoneId: zoneId,
      mapPublicIpOnLaunch: false,
    });
    new CfnSubnetRouteTableAssociation(this, 'Routes', { subnetId: subnet.attrSubnetId, routeTableId });
    this.subnet = Subnet.fromSubnetAttributes(this, 'Subnet', {
      subnetId: subnet.attrSubnetId,
      availabilityZone: subnet.attrAvailabilityZone,
      routeTableId,
    });
  }
}
