import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  type IVpc,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

export interface BareNetworkStackProps extends StackProps {
  readonly region: string;
}

const endpoints = {
  Autoscaling: InterfaceVpcEndpointAwsService.AUTOSCALING,
  EcrApi: InterfaceVpcEndpointAwsService.ECR,
  EcrDocker: InterfaceVpcEndpointAwsService.ECR_DOCKER,
  Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  Monitoring: InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
  Ssm: InterfaceVpcEndpointAwsService.SSM,
  SsmMessages: InterfaceVpcEndpointAwsService.SSM_MESSAGES,
};

export class BareNetworkStack extends Stack {
  readonly vpc: IVpc;

  constructor(scope: Construct, id: string, { region, ...props }: BareNetworkStackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      availabilityZones: [`${region}a`, `${region}b`],
      natGateways: 0,
      // Its custom resource, a lambda, would make the plain app slower without need.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC },
        { name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED },
      ],
    });
    vpc.addFlowLog('FlowLog');
    vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    const access = new SecurityGroup(this, 'Access', { vpc });
    for (const [endpointId, service] of Object.entries(endpoints)) {
      vpc.addInterfaceEndpoint(endpointId, { service, securityGroups: [access] });
    }
    this.vpc = vpc;
  }
}
