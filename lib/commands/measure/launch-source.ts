import { ask } from '../../artifacts/ask';
import { FindingError } from '../../artifacts/finding-error';
import { artifactBucketName } from '../../contract/artifacts';
import { error } from '../../contract/findings';
import { type BootedArtifacts, bootedArtifacts } from '../../measure/booted-artifacts';
import { notDeployed, notPushed } from '../../measure/launch-findings';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import { borrowedGroup } from '../../measure/needed';
import { headObject, openBucket } from '../push/object-store';

const scalingModule = () => import('@aws-sdk/client-auto-scaling');
const ec2Module = () => import('@aws-sdk/client-ec2');

/** What a measured instance is launched from: all of it is that of the cell. */
export interface LaunchSource {
  readonly templateId: string;
  readonly version: string;
  /** User data of the template, as a script. */
  readonly script: string;
  /** One in each zone of the cell. */
  readonly subnetIds: readonly string[];
}

/** Reads the cell's launch template, and looks whether all that it starts from is there. @throws FindingError */
export async function readLaunchSource(measurement: MeasurementPlan): Promise<LaunchSource> {
  const { region } = measurement;
  const { AutoScalingClient, DescribeAutoScalingGroupsCommand } = await scalingModule();
  const { EC2Client, DescribeLaunchTemplateVersionsCommand } = await ec2Module();
  const name = borrowedGroup(measurement);
  const { AutoScalingGroups: [group] = [] } = await ask(
    { region, action: 'autoscaling:DescribeAutoScalingGroups', of: name },
    new AutoScalingClient({ region }).send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] })),
  );
  const template = group?.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  const subnetIds = (group?.VPCZoneIdentifier ?? '').split(',').filter((id) => id !== '');
  if (template?.LaunchTemplateId === undefined || subnetIds.length === 0) {
    throw new FindingError(notDeployed(measurement, name));
  }
  const { LaunchTemplateId, Version = '$Latest' } = template;
  const { LaunchTemplateVersions: [found] = [] } = await ask(
    { region, action: 'ec2:DescribeLaunchTemplateVersions', of: LaunchTemplateId },
    new EC2Client({ region }).send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions: [Version] }),
    ),
  );
  const script = Buffer.from(found?.LaunchTemplateData?.UserData ?? '', 'base64').toString('utf8');
  await checkPushed(measurement, artifactsOf(measurement, script));
  return { templateId: LaunchTemplateId, version: Version, script, subnetIds };
}

function artifactsOf({ region }: MeasurementPlan, script: string): BootedArtifacts {
  try {
    return bootedArtifacts(script);
  } catch (thrown) {
    throw new FindingError(
      error([`${region}.ec2:DescribeLaunchTemplateVersions`], {
        problem: thrown instanceof Error ? thrown.message : 'cannot be read',
        got: `${script.length} characters of user data`,
        expected: 'the script of a cell of this release',
        fix: 'deploy the region again',
        source: 'docs/measure.md',
      }),
    );
  }
}

async function checkPushed(measurement: MeasurementPlan, artifacts: BootedArtifacts): Promise<void> {
  const { region, account } = measurement;
  const bucket = await openBucket(region, artifactBucketName(measurement), account);
  for (const [what, key] of Object.entries(artifacts)) {
    if ((await headObject(bucket, key)) === undefined) {
      throw new FindingError(notPushed(measurement, what, key));
    }
  }
}
