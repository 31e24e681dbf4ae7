import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type ISubnet, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { interfaceServices } from '../contract/service-endpoints';
import { acknowledge } from './acknowledge';

export interface ServiceEndpointsProps {
  readonly vpc: IVpc;
  readonly subnets: readonly ISubnet[];
  readonly routeTableIds: readonly string[];
}

/** The only way out of the private subnets: AWS services inside the region, none on the internet. */
export class ServiceEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { vpc, subnets, routeTableIds } = props;
    const vpcId = vpc.vpcId;
    const serviceName = (service: string): string => `com.amazonaws.${Stack.of(this).region}.${service}`;

    const access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'AWS services, from inside the VPC',
    });
    access.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.HTTPS, 'instances of the VPC');
    acknowledge(access, {
      id: 'AwsSolutions-EC23',
      reason: 'the rule cannot read the VPC address range, a reference; the range is the private one of this VPC',
    });

    new CfnVPCEndpoint(this, 'S3', {
      vpcId,
      serviceName: serviceName('s3'),
      vpcEndpointType: 'Gateway',
      routeTableIds: [...routeTableIds],
    });
    for (const [endpointId, service] of Object.entries(interfaceServices)) {
      new CfnVPCEndpoint(this, endpointId, {
        vpcId,
        serviceName: serviceName(service),
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: subnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [access.securityGroupId],
      });
    }
  }
}
