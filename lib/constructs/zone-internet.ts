import { CfnEIP, CfnNatGateway, CfnRoute, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct, type IDependable } from 'constructs';
import { internetTagKeys } from '../contract/tags';

/** Why private subnets have a way to the internet: what the fleet file says. */
export interface DeclaredInternet {
  readonly reason: string;
  readonly owner: string;
}

export interface ZoneInternetProps {
  readonly publicSubnet: ISubnet;
  readonly privateRouteTableId: string;
  /** The way to the internet of the public subnet, without which neither address nor gateway can be made. */
  readonly publicRoute: IDependable;
  readonly declared: DeclaredInternet;
}

/** The way out of one zone's private subnet: a gateway of its own, so that losing a zone costs no other its way. */
export class ZoneInternet extends Construct {
  constructor(scope: Construct, id: string, props: ZoneInternetProps) {
    super(scope, id);
    const { publicSubnet, privateRouteTableId, publicRoute, declared } = props;
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    address.node.addDependency(publicRoute);
    const gateway = new CfnNatGateway(this, 'Gateway', {
      subnetId: publicSubnet.subnetId,
      allocationId: address.attrAllocationId,
      // The project's rules require both tags. They explain the gateway to operators.
      tags: [
        { key: internetTagKeys.reason, value: declared.reason },
        { key: internetTagKeys.owner, value: declared.owner },
      ],
    });
    gateway.node.addDependency(publicRoute);
    new CfnRoute(this, 'Route', {
      routeTableId: privateRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: gateway.attrNatGatewayId,
    });
  }
}
