import { artifactBucketName } from '../contract/artifacts';
import { measurementKey } from '../contract/measurement';
import { poolGroupName, stackNames } from '../contract/names';
import type { MeasurementPlan } from './measurement-plan';

/** An action that the command asks AWS for. */
export interface NeededPermission {
  readonly action: string;
  readonly on: string;
}

type Place = Pick<MeasurementPlan, 'fleet' | 'account' | 'region' | 'model'>;

/** What the credentials of the person who measures must allow. */
export function neededPermissions({ fleet, account, region, model }: Place): NeededPermission[] {
  const bucket = artifactBucketName({ fleet, account, region });
  return [
    { action: 'sts:GetCallerIdentity', on: '*' },
    { action: 'autoscaling:DescribeAutoScalingGroups', on: '*' },
    { action: 'ec2:DescribeLaunchTemplateVersions', on: '*' },
    { action: 'ec2:DescribeInstances', on: '*' },
    { action: 'ec2:RunInstances', on: `the launch template, image, subnets and security group of ${fleet}-${model}` },
    { action: 'ec2:CreateTags', on: 'the instance, while it is launched' },
    { action: 'ec2:TerminateInstances', on: 'the instance' },
    { action: 'iam:PassRole', on: "the role of the cell's instances" },
    { action: 's3:GetObject', on: `${bucket}/*` },
    { action: 's3:PutObject', on: `${bucket}/${measurementKey(model, '*')}` },
  ];
}

/** What must be deployed and pushed before, in this order, as commands. */
export function neededDeployments({ fleet, region, model }: Place): string[] {
  const { artifacts, network, serving } = stackNames;
  return [
    `npx cdk deploy ${artifacts(fleet, region)}`,
    'npx polyregion pin',
    `npx polyregion artifacts push --model ${model} --from FOLDER`,
    'npx polyregion artifacts push --image docker.io/vllm/vllm-openai:VERSION',
    'npx polyregion artifacts push --guard-image docker.io/library/haproxy:VERSION',
    'npx polyregion artifacts push --agent',
    `npx cdk deploy ${network(fleet, region)} ${serving(fleet, region)}`,
  ];
}

/** The group whose launch template and subnets a measured instance borrows. It never joins the group. */
export const borrowedGroup = ({ fleet, model }: Place): string => poolGroupName({ fleet, model }, 'baseline');
