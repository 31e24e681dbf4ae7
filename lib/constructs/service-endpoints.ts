import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { interfaceServicesOf } from '../contract/service-endpoints';
import { artifactsAndImageLayers, ownRolesOnly } from './endpoint-policies';

export interface ServiceEndpointsProps {
  readonly vpc: IVpc;
  readonly subnets: readonly ISubnet[];
  /** The way to S3; undefined where the network has one already. */
  readonly objects: ObjectAccess | undefined;
  /** Whether services other than S3 have an endpoint too; otherwise their public names are the way. */
  readonly interfaceEndpoints: boolean;
  /** Whether gateways stand in the subnets. @default false */
  readonly gateways?: boolean | undefined;
}

export interface ObjectAccess {
  readonly routeTableIds: readonly string[];
  /** The only bucket that is reached, but for image layers. */
  readonly artifactBucketName: string;
}

/** The way from the private subnets to AWS services inside the region. */
export class ServiceEndpoints extends Construct {
  /**
   * Security group of the interface endpoints. It admits no client until another construct adds a rule. It stays even
   * without endpoints, because AWS deletes no group that a rule of another stack still names.
   */
  readonly access: SecurityGroup;

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { vpc, subnets, objects } = props;
    if (objects !== undefined) {
      this.gateway(vpc, objects);
    }
    this.access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'AWS services, from inside the VPC',
    });
    if (props.interfaceEndpoints) {
      this.interfaces(vpc, subnets, interfaceServicesOf(props.gateways ?? false));
    }
  }

  private gateway({ vpcId }: IVpc, { routeTableIds, artifactBucketName }: ObjectAccess): void {
    const { account, region } = Stack.of(this);
    new CfnVPCEndpoint(this, 'S3', {
      vpcId,
      serviceName: serviceName(region, 's3'),
      vpcEndpointType: 'Gateway',
      routeTableIds: [...routeTableIds],
      policyDocument: artifactsAndImageLayers({ account, region, artifactBucketName }),
    });
  }

  private interfaces(vpc: IVpc, subnets: readonly ISubnet[], services: Readonly<Record<string, string>>): void {
    const { account, region } = Stack.of(this);
    for (const [endpointId, service] of Object.entries(services)) {
      new CfnVPCEndpoint(this, endpointId, {
        vpcId: vpc.vpcId,
        serviceName: serviceName(region, service),
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: subnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [this.access.securityGroupId],
        policyDocument: ownRolesOnly({ account, region }),
      });
    }
  }
}

const serviceName = (region: string, service: string): string => `com.amazonaws.${region}.${service}`;
