import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnInternetGateway,
  CfnRoute,
  CfnRouteTable,
  CfnVPC,
  CfnVPCGatewayAttachment,
  FlowLog,
  FlowLogDestination,
  FlowLogResourceType,
  type ISecurityGroup,
  type ISubnet,
  type IVpc,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FleetNetwork } from './fleet-network';
import { ServiceEndpoints } from './service-endpoints';
import { zoneCidrs } from './zone-cidrs';
import { type DeclaredInternet, ZoneInternet } from './zone-internet';
import { ZoneSubnets } from './zone-subnets';

export interface RegionalNetworkProps {
  /** Ids of the zones with subnets: every zone of the region that may ever be used. A subnet costs nothing. */
  readonly zoneIds: readonly string[];
  /** The zones among them in which endpoints and gateways stand, which cost money by the hour: those of all cells together. */
  readonly usedZoneIds: readonly string[];
  /** Address range, /16 to /22; to /23 where load balancers are private, to /24 where nothing is public. */
  readonly cidrBlock: string;
  /** Whether load balancers stand in public subnets. */
  readonly internetFacing: boolean;
  /** The one bucket that instances reach, but for image layers. */
  readonly artifactBucketName: string;
  /** Whether AWS services other than S3 have endpoints inside the network. */
  readonly interfaceEndpoints: boolean;
  /** Whether gateways stand in the private subnets. @default false */
  readonly gateways?: boolean;
  /** Why instances may reach the internet; undefined where they may not. */
  readonly internet: DeclaredInternet | undefined;
}

/** Where the cells of one region live: per zone a private subnet and, if need be, a public one, and AWS services without the internet. */
export class RegionalNetwork extends Construct implements FleetNetwork {
  readonly vpc: IVpc;
  /** Security group of the service endpoints. It admits no client until another construct adds a rule. */
  readonly serviceAccess: ISecurityGroup;
  private readonly zones: ReadonlyMap<string, ZoneSubnets>;

  constructor(scope: Construct, id: string, props: RegionalNetworkProps) {
    super(scope, id);
    const vpc = new CfnVPC(this, 'Resource', {
      cidrBlock: props.cidrBlock,
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    const isPublic = props.internetFacing || props.internet !== undefined;
    const publicRoutes = isPublic ? this.publicRoutes(vpc.attrVpcId) : undefined;
    const zones = props.zoneIds.map(
      (zoneId) =>
        new ZoneSubnets(this, zoneId, {
          vpcId: vpc.attrVpcId,
          zoneId,
          ...zoneCidrs(props.cidrBlock, zoneId),
          publicRouteTableId: publicRoutes?.tableId,
        }),
    );
    this.zones = new Map(zones.map((zone, index) => [props.zoneIds[index] as string, zone]));
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: vpc.attrVpcId,
      vpcCidrBlock: vpc.attrCidrBlock,
      availabilityZones: zones.map(({ privateSubnet }) => privateSubnet.availabilityZone),
    });
    this.serviceAccess = new ServiceEndpoints(this, 'Endpoints', {
      vpc: this.vpc,
      subnets: this.privateSubnetsIn(props.usedZoneIds),
      objects: {
        routeTableIds: zones.map(({ privateRouteTableId }) => privateRouteTableId),
        artifactBucketName: props.artifactBucketName,
      },
      interfaceEndpoints: props.interfaceEndpoints,
      gateways: props.gateways,
    }).access;
    if (publicRoutes !== undefined && props.internet !== undefined) {
      this.leadOut(props.usedZoneIds, publicRoutes.toInternet, props.internet);
    }
    new FlowLog(this, 'FlowLog', {
      resourceType: FlowLogResourceType.fromVpc(this.vpc),
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'FlowLogs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
      ),
    });
  }

  /** Subnets of the GPU instances. The internet cannot reach them, and they reach the internet only where that is declared. */
  privateSubnetsIn(zoneIds: readonly string[]): ISubnet[] {
    return zoneIds.map((zoneId) => this.zone(zoneId).privateSubnet);
  }

  /** For load balancers that the internet reaches; none where nothing is public. */
  publicSubnetsIn(zoneIds: readonly string[]): ISubnet[] {
    return zoneIds.flatMap((zoneId) => this.zone(zoneId).publicSubnet ?? []);
  }

  private zone(zoneId: string): ZoneSubnets {
    const zone = this.zones.get(zoneId);
    if (zone === undefined) {
      throw new Error(`${zoneId}: not a zone of this network, which spans ${[...this.zones.keys()].join(', ')}`);
    }
    return zone;
  }

  /** Gateways stand in the used zones; the other zones borrow the first of them. */
  private leadOut(usedZoneIds: readonly string[], publicRoute: CfnRoute, declared: DeclaredInternet): void {
    const own = usedZoneIds.flatMap((zoneId) => {
      const zone = this.zone(zoneId);
      const { publicSubnet, privateRouteTableId } = zone;
      return publicSubnet === undefined
        ? []
        : new ZoneInternet(zone, 'Internet', {
            privateRouteTableId,
            gateway: { publicSubnet, publicRoute, declared },
          });
    });
    const [first] = own;
    for (const [zoneId, zone] of this.zones) {
      if (first !== undefined && !usedZoneIds.includes(zoneId)) {
        new ZoneInternet(zone, 'Internet', { privateRouteTableId: zone.privateRouteTableId, gateway: first });
      }
    }
  }

  private publicRoutes(vpcId: string): { tableId: string; toInternet: CfnRoute } {
    const gateway = new CfnInternetGateway(this, 'Internet');
    const attachment = new CfnVPCGatewayAttachment(this, 'InternetAttachment', {
      vpcId,
      internetGatewayId: gateway.attrInternetGatewayId,
    });
    const routes = new CfnRouteTable(this, 'PublicRoutes', { vpcId });
    const toInternet = new CfnRoute(this, 'PublicInternet', {
      routeTableId: routes.attrRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.attrInternetGatewayId,
    });
    toInternet.addResourceDependency(attachment);
    return { tableId: routes.attrRouteTableId, toInternet };
  }
}
