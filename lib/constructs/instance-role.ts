import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { metricNamespace } from '../contract/metrics';
import { acknowledge } from './acknowledge';

/** What a GPU instance may do: report metrics, and be reached by Session Manager instead of SSH. */
export class InstanceRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = new Role(this, 'Resource', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'], // the action has no resources; the condition narrows it
        conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'ssm:UpdateInstanceInformation',
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        resources: ['*'], // Session Manager's channels have no resources
      }),
    );
    acknowledge(this.role, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'neither service has resources to name: metrics are limited to one namespace, sessions to five channel actions',
    });
  }
}
