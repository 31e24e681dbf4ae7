import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { agentEventSource, launchFailed, repairRequested } from '../contract/agent-events';
import { agentPrefix, artifactBucketName, modelWeightsPrefix } from '../contract/artifacts';
import { modelCompileCachePrefix } from '../contract/compile-cache';
import { modelEvidencePrefix } from '../contract/evidence';
import type { CellName } from '../contract/names';
import { acknowledge } from './acknowledge';
import { publishMetrics } from './event-function';
import { groupArns } from './group-arns';
import { completeHooks, pullImages, takeSessions } from './instance-permissions';
import { onlyNewObjects } from './new-objects';

export interface InstanceRoleProps {
  readonly cell: CellName;
  /** Groups of the cell: its instances complete their own hooks. */
  readonly groupNames: readonly string[];
  /** Target groups that an instance may leave by itself; empty where no instance of the cell has to. */
  readonly targetGroupArns: readonly string[];
  /** Keys the salts of the prefix caches. */
  readonly cacheSaltSecret: ISecret;
  /** Whether instances keep what they have compiled for each other. */
  readonly compileCache: boolean;
  /** Key of what it reads and writes. @default - keys of AWS, which need no permission */
  readonly encryptionKeyArn?: string | undefined;
}

/** What a GPU instance may do: enter and leave service, read what it starts from, report metrics and its own faults, and be reached by Session Manager instead of SSH. */
export class InstanceRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Resource', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.readArtifacts(props);
    if (props.compileCache) {
      this.addToCompileCache(props.cell);
    }
    this.enterAndLeaveService(props);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [props.cacheSaltSecret.secretArn],
      }),
    );
    this.role.addToPolicy(publishMetrics());
    this.reportItself(props.cell);
    if (props.encryptionKeyArn !== undefined) {
      this.role.addToPolicy(
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [props.encryptionKeyArn],
        }),
      );
    }
    this.role.addToPolicy(takeSessions());
    acknowledge(this.role, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'no such service has resources to name: metrics are limited to one namespace, sessions to five channel actions, registry tokens to what the role may pull',
    });
  }

  /**
   * Hooks of the own groups, whose ARN holds an id that no template knows; the name after it is theirs alone. Auto Scaling
   * and Elastic Load Balancing have no condition that names an instance, so the cell is the narrowest that IAM can say.
   *
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html 2026
   */
  private enterAndLeaveService({ groupNames, targetGroupArns }: InstanceRoleProps): void {
    const groups = groupArns(this, groupNames);
    this.role.addToPolicy(completeHooks(groups));
    if (targetGroupArns.length > 0) {
      this.role.addToPolicy(
        new PolicyStatement({ actions: ['elasticloadbalancing:DeregisterTargets'], resources: [...targetGroupArns] }),
      );
    }
    acknowledge(
      this.role,
      ...groups.map((group) => ({
        id: `AwsSolutions-IAM5[Resource::${group}]`,
        reason:
          'the wildcard stands for the id that Auto Scaling gives a group; its name is that of one group of the cell',
      })),
    );
  }

  /** To the bus of its own region, as the agent and nothing else; and its evidence, which it may not write over. */
  private reportItself({ fleet, model }: CellName): void {
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
    const evidence = this.objects(fleet, modelEvidencePrefix(model));
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [evidence], conditions: onlyNewObjects }),
    );
    acknowledge(this.role, {
      id: `AwsSolutions-IAM5[Resource::${evidence}]`,
      reason: 'each instance adds an object of its own name, and can write over none',
    });
  }

  /** The weights of its own model and what was compiled for it, the agent and the fleet's engine image, of its own region. */
  private readArtifacts({ cell: { fleet, model }, compileCache }: InstanceRoleProps): void {
    const prefixes = [
      modelWeightsPrefix(model),
      agentPrefix,
      ...(compileCache ? [modelCompileCachePrefix(model)] : []),
    ];
    const objects = prefixes.map((prefix) => this.objects(fleet, prefix));
    this.role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: objects }));
    for (const statement of pullImages(this, fleet)) {
      this.role.addToPolicy(statement);
    }
    acknowledge(
      this.role,
      ...objects.map((resource) => ({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'every file of every version that was pushed or compiled: a rollback reads an older one; where it may write, nothing that is there',
      })),
    );
  }

  /** New archives under its own model's prefix: none is written over, and none removed. */
  private addToCompileCache({ fleet, model }: CellName): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [this.objects(fleet, modelCompileCachePrefix(model))],
        conditions: onlyNewObjects,
      }),
    );
  }

  private objects(fleet: string, prefix: string): string {
    const { account, region, partition } = Stack.of(this);
    return `arn:${partition}:s3:::${artifactBucketName({ fleet, account, region })}/${prefix}*`;
  }
}
