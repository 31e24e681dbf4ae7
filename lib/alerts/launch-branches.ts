import { artifactBucketName, engineRepositoryName, manifestFileName, modelWeightsPrefix } from '../contract/artifacts';
import { poolGroupName } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Step } from './alert';
import type { CellContext } from './cell-alert';

/** The steps after the class of the reason is known: each class has its own command. */
export const launchBranches = (plan: Plan, { cell, group }: CellContext): Step[] => {
  const { region, model } = cell;
  const types = cell.instanceTypes;
  return [
    {
      say: 'capacity: see in which zones AWS offers these types.',
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
        'The zones of the fleet for every type: AWS has no such instance free now, and only waiting, a reservation, another type or another region helps. Only other zones: the catalogue is out of date.',
    },
    {
      say: 'quota: compare the quotas of the account with what the plan needs.',
      command: { project: 'npx polyregion quotas' },
      expect:
        'The quotas of the region, their codes and the requests for an increase. AWS answers a request after hours or days. Until then the group cannot grow.',
    },
    {
      say: 'kms: see whether the key of the encrypted disks admits Auto Scaling.',
      command: {
        service: 'ec2',
        operation: 'get-ebs-default-kms-key-id',
        region,
        options: {},
        query: 'KmsKeyId',
        output: 'text',
      },
      expect:
        'alias/aws/ebs: the key of AWS admits Auto Scaling and cannot be disabled. A key of your own: its policy must name AWSServiceRoleForAutoScaling, and the key must be enabled.',
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
        'An ARN: the role exists, so a policy of the organization forbids the launch; call its owner. NoSuchEntity: npx polyregion prepare says how to create the role.',
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
        'The machine image of fleet.lock.yaml. If that image was deregistered, pin a new one: run npx polyregion pin, have the change reviewed, then deploy.',
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
        'The list contains the digest of fleet.lock.yaml: the pull itself fails, so check the endpoints ecr.api, ecr.dkr and s3 of the network. The digest is missing: run npx polyregion artifacts push.',
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
        'One line for each pushed version, the one of fleet.lock.yaml among them. If that is missing, run npx polyregion artifacts push; it does not copy again what it has pushed before.',
    },
    {
      say: 'engine, gpu: see whether a new version is being rolled out.',
      command: group.refreshes,
      expect:
        'InProgress: the new version does not start, and the refresh fails by itself. Nothing: the machines or the weights are the cause, see the agent’s log.',
    },
  ];
};
