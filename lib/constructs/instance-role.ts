import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { artifactBucketName, engineRepositoryName, modelWeightsPrefix } from '../contract/artifacts';
import { launchFailed } from '../contract/cold-start';
import { metricNamespace } from '../contract/metrics';
import type { CellName } from '../contract/names';
import { agentEventSource, repairRequested } from '../contract/repair';
import { acknowledge } from './acknowledge';

/** What a GPU instance may do: read what it starts from, report metrics and its own faults, and be reached by Session Manager instead of SSH. */
export class InstanceRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, cell: CellName) {
    super(scope, id);
    this.role = new Role(this, 'Resource', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.readArtifacts(cell);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'], // the action has no resources; the condition narrows it
        conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
      }),
    );
    this.reportItself();
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
        'no such service has resources to name: metrics are limited to one namespace, sessions to five channel actions, registry tokens to what the role may pull',
    });
  }

  /** To the bus of its own region, as the agent and nothing else. */
  private reportItself(): void {
    const { account, region, partition } = Stack.of(this);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [`arn:${partition}:events:${region}:${account}:event-bus/default`],
        conditions: {
          StringEquals: { 'events:source': agentEventSource, 'events:detail-type': [repairRequested, launchFailed] },
        },
      }),
    );
  }

  /** The weights of its own model and the fleet's engine image, of its own region. */
  private readArtifacts({ fleet, model }: CellName): void {
    const { account, region, partition } = Stack.of(this);
    const bucket = artifactBucketName({ fleet, account, region });
    const weights = `${bucket}/${modelWeightsPrefix(model)}*`;
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:${partition}:s3:::${weights}`] }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        resources: [`arn:${partition}:ecr:${region}:${account}:repository/${engineRepositoryName(fleet)}`],
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }), // the action has no resources
    );
    acknowledge(this.role, {
      id: `AwsSolutions-IAM5[Resource::arn:${partition}:s3:::${weights}]`,
      reason: 'every file of every pushed version of one model, read only: a rollback reads an older version',
    });
  }
}
