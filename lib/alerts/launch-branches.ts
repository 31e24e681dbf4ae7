import { artifactBucketName, engineRepositoryName, manifestFileName, modelWeightsPrefix } from '../contract/artifacts';
import { poolGroupName } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Step } from './alert';
import type { CellContext } from './cell-watches';

/** A launch fails in as many ways as there are owners; each has its own command. */
export const launchBranches = (plan: Plan, { cell, group }: CellContext): Step[] => {
  const { region, model } = cell;
  const types = cell.instanceTypes;
  return [
    {
      say: 'capacity: see in which zones AWS offers the types at all.',
      command: {
        service: 'ec2',
        operation: 'describe-instance-type-offerings',
        region,
        options: {
          'location-type': 'availability-zone-id',
          filters: `Name=instance-type,Values=${types.join(',')}`,
        },
        query: 'InstanceTypeOfferings[].[InstanceType,Location]',
        output: 'table',
      },
      expect:
        'The zones of the fleet for every type: AWS has none free now, only waiting, a reservation, another type or region helps. Other zones only: the catalogue is older than AWS.',
    },
    {
      say: 'quota: compare what is allowed with what the plan needs.',
      command: { project: 'npx polyregion quotas' },
      expect:
        'The quotas of the region, their codes and the increase requests. A request takes hours to days: meanwhile nothing grows.',
    },
    {
      say: 'kms: see whether the key of encrypted disks admits Auto Scaling.',
      command: {
        service: 'ec2',
        operation: 'get-ebs-default-kms-key-id',
        region,
        options: {},
        query: 'KmsKeyId',
        output: 'text',
      },
      expect:
        'alias/aws/ebs: the key of AWS admits it and cannot be disabled. A key of your own: its policy must name AWSServiceRoleForAutoScaling, and the key must be enabled.',
    },
    {
      say: 'permission: see whether Auto Scaling’s own role exists.',
      command: {
        service: 'iam',
        operation: 'get-role',
        region,
        options: { 'role-name': 'AWSServiceRoleForAutoScaling' },
        query: 'Role.Arn',
        output: 'text',
      },
      expect:
        'Its ARN. NoSuchEntity: npx polyregion prepare says how to make it. Then a policy of the organization forbids: call its owner.',
    },
    {
      say: 'configuration: see which launch template and image the group uses.',
      command: {
        service: 'autoscaling',
        operation: 'describe-auto-scaling-groups',
        region,
        options: { 'auto-scaling-group-names': poolGroupName({ fleet: plan.fleet.name, model }, 'baseline') },
        query: 'AutoScalingGroups[].MixedInstancesPolicy.LaunchTemplate.[LaunchTemplateSpecification,Overrides]',
        output: 'json',
      },
      expect:
        'The image of fleet.lock.yaml. An image that was deregistered must be pinned anew: npx polyregion pin, review, deploy.',
    },
    {
      say: 'image: see which images of the engine the region holds.',
      command: {
        service: 'ecr',
        operation: 'describe-images',
        region,
        options: { 'repository-name': engineRepositoryName(plan.fleet.name) },
        query: 'imageDetails[].[imagePushedAt,imageDigest]',
        output: 'text',
      },
      expect:
        'The digest of fleet.lock.yaml among them. Without it: npx polyregion artifacts push. With it, the pull itself fails: the endpoints ecr.api, ecr.dkr and s3 of the network.',
    },
    {
      say: 'weights: see which manifests of the model the region holds.',
      command: {
        service: 's3api',
        operation: 'list-objects-v2',
        region,
        options: {
          bucket: artifactBucketName({ fleet: plan.fleet.name, account: plan.fleet.account, region }),
          prefix: modelWeightsPrefix(model),
        },
        query: `Contents[?ends_with(Key,\`/${manifestFileName}\`)].[LastModified,Key]`,
        output: 'text',
      },
      expect:
        'One line a pushed version; the one of fleet.lock.yaml among them. Without it: npx polyregion artifacts push. What was pushed before is not copied again.',
    },
    {
      say: 'engine, gpu: see whether a new version is being rolled out.',
      command: group.refreshes,
      expect:
        'InProgress: the new version does not start, the refresh fails by itself. Nothing: the machines or the weights, see the agent’s log.',
    },
  ];
};
