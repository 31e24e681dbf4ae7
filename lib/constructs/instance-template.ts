import { Lazy, type Size, Stack, TagManager } from 'aws-cdk-lib';
import {
  BlockDeviceVolume,
  type CfnLaunchTemplate,
  EbsDeviceVolumeType,
  type ISecurityGroup,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  OperatingSystemType,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { artifactBucketName } from '../contract/artifacts';
import { rootDeviceName } from '../contract/root-volume';

export interface InstanceTemplateProps {
  /** AMI id, or a token of one. */
  readonly machineImageId: string;
  readonly role: IRole;
  readonly securityGroup: ISecurityGroup;
  /** Throughput in MiB/s, 125 to 750: what needs no more operations than gp3 has. */
  readonly rootVolume: {
    readonly size: Size;
    readonly mibPerSecond: number;
    /** @default - the key of AWS for volumes */
    readonly encryptionKey?: IKey | undefined;
  };
  readonly fleet: string;
  /** What an instance runs as root at its first start. */
  readonly script: (place: ArtifactPlaceOfStack) => readonly string[];
}

/** Where the instances of a stack find what they start from. */
export interface ArtifactPlaceOfStack {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
}

/** How the instances of a group start: the same for all groups but for the script. */
export class InstanceTemplate extends Construct {
  readonly launchTemplate: LaunchTemplate;

  constructor(scope: Construct, id: string, props: InstanceTemplateProps) {
    super(scope, id);
    const userData = UserData.forLinux();
    const { account, region } = Stack.of(this);
    const bucket = artifactBucketName({ fleet: props.fleet, account, region });
    userData.addCommands(...props.script({ bucket, account, region }));
    this.launchTemplate = new LaunchTemplate(this, 'Resource', {
      machineImage: {
        getImage: () => ({ imageId: props.machineImageId, osType: OperatingSystemType.LINUX, userData }),
      },
      userData,
      role: props.role,
      securityGroup: props.securityGroup,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      ebsOptimized: true,
      blockDevices: [
        {
          deviceName: rootDeviceName,
          volume: BlockDeviceVolume.ebs(props.rootVolume.size.toGibibytes(), {
            encrypted: true,
            ...(props.rootVolume.encryptionKey && { kmsKey: props.rootVolume.encryptionKey }),
            volumeType: EbsDeviceVolumeType.GP3,
            throughput: props.rootVolume.mibPerSecond,
            deleteOnTermination: true,
          }),
        },
      ],
    });
    this.tagNetworkInterfaces();
  }

  /** The L2 tags instances and volumes only; an untagged network interface would stand in no budget. */
  private tagNetworkInterfaces(): void {
    const tags = Lazy.any({ produce: () => TagManager.of(this.launchTemplate)?.renderTags() });
    (this.launchTemplate.node.defaultChild as CfnLaunchTemplate).addPropertyOverride(
      'LaunchTemplateData.TagSpecifications.2',
      { ResourceType: 'network-interface', Tags: tags },
    );
  }
}
