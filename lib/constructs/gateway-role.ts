import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { artifactBucketName } from '../contract/artifacts';
import { gatewayAgentPrefix, gatewayGroupName } from '../contract/gateway';
import { acknowledge } from './acknowledge';
import { publishMetrics } from './event-function';
import { acknowledgedGroups, groupArns } from './group-arns';
import { completeHooks, pullImages, takeSessions } from './instance-permissions';

export interface GatewayRoleProps {
  readonly fleet: string;
  /** Key of what was pushed. @default - a key of AWS */
  readonly encryptionKeyArn?: string | undefined;
}

/** What a gateway may do: enter and leave service, list the instances of the region, read what it starts from, report metrics. */
export class GatewayRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { fleet, encryptionKeyArn }: GatewayRoleProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    this.role = new Role(this, 'Resource', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    const programs = `arn:${partition}:s3:::${artifactBucketName({ fleet, account, region })}/${gatewayAgentPrefix}*`;
    const groups = groupArns(this, [gatewayGroupName(fleet)]);
    for (const statement of [
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [programs] }),
      ...pullImages(this, fleet),
      completeHooks(groups),
      new PolicyStatement({
        actions: ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeInstances'],
        resources: ['*'], // lists have no resources
      }),
      publishMetrics(),
      ...(encryptionKeyArn === undefined
        ? []
        : [new PolicyStatement({ actions: ['kms:Decrypt'], resources: [encryptionKeyArn] })]),
      takeSessions(),
    ]) {
      this.role.addToPolicy(statement);
    }
    acknowledge(
      this.role,
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'no such service has resources to name: metrics are limited to one namespace, sessions to five channel actions, registry tokens to what the role may pull, lists to reading',
      },
      {
        id: `AwsSolutions-IAM5[Resource::${programs}]`,
        reason: 'every version of the program that was pushed: a rollback reads an older one',
      },
      ...acknowledgedGroups(groups),
    );
  }
}
