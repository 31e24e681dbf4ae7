import { artifactBucketName, engineRepositoryName, manifestFileName, modelWeightsPrefix } from '../contract/artifacts';
import type { Plan } from '../plan/plan';
import type { Step } from './alert';
import type { CellContext } from './cell-alert';

/** What the instances of a cell have said before they ended, and what AWS refused. */
export const leftBehind = ({ cell }: Pick<CellContext, 'cell'>, say: string): Pick<Step, 'say' | 'command'> => ({
  say,
  command: {
    project: `npx polyregion launches --region ${cell.region} --model ${cell.model} --last 3 --logs`,
  },
});

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
      expect: [
        'Every type is listed in all zones of the fleet: AWS offers the types there, but has none free now. Only waiting, a reservation, another type or another region helps.',
        'Only other zones: the fleet’s list of zones for each type is out of date. Call the owner of the fleet (README.md).',
      ],
    },
    {
      say: 'reservation: see which reservations and Capacity Blocks the region has, and until when.',
      command: {
        service: 'ec2',
        operation: 'describe-capacity-reservations',
        region,
        options: {},
        query: 'CapacityReservations[].[CapacityReservationId,InstanceType,State,EndDate,AvailableInstanceCount]',
        output: 'table',
      },
      expect: [
        'active: this reservation takes launches of its type. Another one is the cause.',
        'expired or cancelled: take the reservation out of fleet.yaml, or put a new one there. Have the change reviewed, then deploy. Until then the group starts nothing in its place.',
        'scheduled or pending: the reservation has not begun. Launches succeed once it has.',
        'No rows: the reservations that fleet.yaml names belong to another account or region. Call the owner of the fleet (README.md).',
      ],
    },
    {
      say: 'volumes: see whether disks without an instance use up the quota of the account.',
      command: {
        service: 'ec2',
        operation: 'describe-volumes',
        region,
        options: { filters: 'Name=status,Values=available' },
        query: 'Volumes[].[VolumeId,VolumeType,Size,CreateTime]',
        output: 'table',
      },
      expect: [
        'Rows: nothing uses these disks. Ask their owners to delete them; the next launch then succeeds.',
        'No rows: the disks of instances need more than the quota. Request more storage of type gp3 under Service Quotas, Amazon Elastic Block Store.',
      ],
    },
    {
      say: 'verification: see whether the account may use the region.',
      command: {
        service: 'ec2',
        operation: 'describe-regions',
        region,
        options: { 'region-names': region, 'all-regions': true },
        query: 'Regions[].[RegionName,OptInStatus]',
        output: 'text',
      },
      expect: [
        'opted-in or opt-in-not-required: AWS still verifies the account, which usually takes minutes and up to four hours. Launches succeed by themselves after it. If it lasts longer, write to aws-verification@amazon.com.',
        'not-opted-in: the region was switched off for the account. Ask the owner of the account to enable it.',
        'The activity in step 1 says that the account is blocked: open a case with AWS Support, which alone can lift it.',
      ],
    },
    {
      say: 'quota: compare the quotas of the account with what the plan needs.',
      command: { project: 'npx polyregion quotas' },
      expect:
        'The quotas that the plan needs in every region, and a command to request each. Run only the commands for this region. AWS answers after hours or days. Until then the group cannot grow.',
    },
    {
      say: 'kms: see which key encrypts the disks.',
      command: {
        service: 'ec2',
        operation: 'get-ebs-default-kms-key-id',
        region,
        options: {},
        query: 'KmsKeyId',
        output: 'text',
      },
      expect: [
        'alias/aws/ebs: this key belongs to AWS, and Auto Scaling may always use it, so the key is not the cause. Call the owner of the fleet.',
        'A key of your own: it must be enabled, and its policy must name AWSServiceRoleForAutoScaling.',
      ],
    },
    {
      ...leftBehind({ cell }, 'permission: see which of two roles AWS denies.'),
      expect: [
        'AccessDenied in the stage boot, weights or image: the role of the instances is denied the call that the line names. A policy of the organization, of the key or of the network’s endpoints forbids it, or the role was changed by hand. Call the owner of that policy.',
        'AWS refused the launch, permission: Auto Scaling’s own role is denied. The next step shows why.',
      ],
    },
    {
      say: 'permission, where AWS refused the launch: see whether Auto Scaling’s own role exists.',
      command: {
        service: 'iam',
        operation: 'get-role',
        region,
        options: { 'role-name': 'AWSServiceRoleForAutoScaling' },
        query: 'Role.Arn',
        output: 'text',
      },
      expect: [
        'An ARN: the role exists, so a policy of the organization forbids the launch. Call the owner of that policy.',
        'NoSuchEntity: the role is missing. npx polyregion prepare says how to create it.',
      ],
    },
    {
      say: 'configuration: see whether the machine image that the group starts still exists.',
      command: {
        service: 'ec2',
        operation: 'describe-images',
        region,
        options: { 'image-ids': { as: 'word', outputOf: group.machineImage } },
        query: 'Images[].[ImageId,State,Name]',
        output: 'text',
      },
      expect: [
        'available, with the id that fleet.lock.yaml names: the image exists, so it is not the cause. Read the cause in the text of the activity in step 1.',
        'Another id: the last change of fleet.lock.yaml is not deployed in this region. Deploy it.',
        'No rows, or an error about the id: the image was deregistered, or its owner no longer shares it with this account. Run npx polyregion pin, have the change reviewed, then deploy.',
      ],
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
      expect: [
        'The list contains the digest that fleet.lock.yaml names: the image is there, and its pull fails. Check the endpoints ecr.api, ecr.dkr and s3 of the network.',
        'The digest is missing: run npx polyregion artifacts push.',
      ],
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
      expect: [
        'One of the lines has the version that fleet.lock.yaml names: the weights are there, and their download fails. Check the endpoint s3 of the network.',
        'No line has it: run npx polyregion artifacts push. It does not copy again what it has pushed before.',
      ],
    },
    {
      say: 'engine, gpu: see whether a new version is being rolled out.',
      command: group.refreshes,
      expect: [
        'InProgress, or Failed shortly before: the new version does not start. Wait until the stack has rolled back by itself.',
        'Anything else: the version is not the cause. Call the owner of the fleet.',
      ],
    },
  ];
};
