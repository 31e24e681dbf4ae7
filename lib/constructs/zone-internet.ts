import { CfnEIP, CfnNatGateway, CfnRoute, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct, type IDependable } from 'constructs';
import { internetTagKeys } from '../contract/tags';

/** Why private subnets have a way to the internet: what the fleet file says. */
export interface DeclaredInternet {
  readonly reason: string;
  readonly owner: string;
}

/** What a NAT gateway of the zone's own needs. */
export interface OwnGateway {
  readonly publicSubnet: ISubnet;
  /** The way to the internet of the public subnet, without which neither address nor gateway can be made. */
  readonly publicRoute: IDependable;
  readonly declared: DeclaredInternet;
}

export interface ZoneInternetProps {
  readonly privateRouteTableId: string;
  /**
   * A zone that cells use has a NAT gateway of its own, so that the loss of a zone cuts off no other zone. A zone that no cell uses
   * borrows the gateway of another zone: instances that still run there after the cells have left it keep their way out.
   */
  readonly gateway: OwnGateway | ZoneInternet;
}

/** The way out of one zone's private subnet. */
export class ZoneInternet extends Construct {
  private readonly gatewayId: string;

  constructor(scope: Construct, id: string, { privateRouteTableId, gateway }: ZoneInternetProps) {
    super(scope, id);
    this.gatewayId = gateway instanceof ZoneInternet ? gateway.gatewayId : this.ownGateway(gateway);
    new CfnRoute(this, 'Route', {
      routeTableId: privateRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: this.gatewayId,
    });
  }

  private ownGateway({ publicSubnet, publicRoute, declared }: OwnGateway): string {
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
    return gateway.attrNatGatewayId;
  }
}
