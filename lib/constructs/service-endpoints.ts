import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { interfaceServices } from '../contract/service-endpoints';
import { artifactsAndImageLayers, ownRolesOnly } from './endpoint-policies';

export interface ServiceEndpointsProps {
  readonly vpc: IVpc;
  readonly subnets: readonly ISubnet[];
  readonly routeTableIds: readonly string[];
  /** The only bucket that is reached, but for image layers. */
  readonly artifactBucketName: string;
}

/** The only way out of the private subnets: AWS services inside the region, none on the internet. */
export class ServiceEndpoints extends Construct {
  /** Admits nobody until somebody asks. */
  readonly access: SecurityGroup;

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { vpc, subnets, routeTableIds, artifactBucketName } = props;
    const vpcId = vpc.vpcId;
    const { account, region } = Stack.of(this);
    const serviceName = (service: string): string => `com.amazonaws.${region}.${service}`;

    this.access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'AWS services, from inside the VPC',
    });

    new CfnVPCEndpoint(this, 'S3', {
      vpcId,
      serviceName: serviceName('s3'),
      vpcEndpointType: 'Gateway',
      routeTableIds: [...routeTableIds],
      policyDocument: artifactsAndImageLayers({ account, region, artifactBucketName }),
    });
    for (const [endpointId, service] of Object.entries(interfaceServices)) {
      new CfnVPCEndpoint(this, endpointId, {
        vpcId,
        serviceName: serviceName(service),
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: subnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [this.access.securityGroupId],
        policyDocument: ownRolesOnly({ account, region }),
      });
    }
  }
}
