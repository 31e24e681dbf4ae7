import { Size, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { bootScript } from '../../lib/constructs/boot-script';
import { InstanceTemplate } from '../../lib/constructs/instance-template';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { exampleParameters } from '../support/cell-parameters';
import { exampleStack } from '../support/example-stack';

function launchData(parameters: CellParameters) {
  const stack = exampleStack();
  Tags.of(stack).add('Phase', 'serving');
  new InstanceTemplate(stack, 'Instances', {
    machineImageId: 'ami-0123456789abcdef0',
    role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    securityGroup: new SecurityGroup(stack, 'Access', { vpc: new Vpc(stack, 'Vpc') }),
    rootVolume: { size: Size.gibibytes(500), mibPerSecond: 596 },
    fleet: parameters.fleet,
    script: (place) => bootScript({ parameters, agentDigest: `sha256:${'a'.repeat(64)}`, ...place }),
  });
  const [template] = Object.values(Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate'));
  return template?.Properties.LaunchTemplateData;
}

const data = launchData(exampleParameters);
const script = (of: { UserData: { 'Fn::Base64': string } }): string => of.UserData['Fn::Base64'];
/** What the shell writes into the file: the lines of the quoted document, as they stand. */
const document = (of: Parameters<typeof script>[0]): string =>
  script(of).split("<<'PARAMETERS'\n")[1]?.split('\nPARAMETERS')[0] ?? '';

describe('an instance', () => {
  test('starts from the pinned image, in the security group of its cell', () => {
    expect(data).toMatchObject({
      ImageId: 'ami-0123456789abcdef0',
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^Access/), 'GroupId'] }],
      IamInstanceProfile: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^InstancesProfile/), 'Arn'] } },
    });
    expect(data).not.toHaveProperty('KeyName');
    expect(data).not.toHaveProperty('InstanceType');
    expect(data).not.toHaveProperty('InstanceMarketOptions');
  });

  test('gives its metadata to itself alone, by IMDSv2', () => {
    expect(data.MetadataOptions).toEqual({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
  });

  test('has one root volume: encrypted, as fast as it was planned, gone with it', () => {
    expect(data.BlockDeviceMappings).toEqual([
      {
        DeviceName: '/dev/xvda',
        Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 500, Throughput: 596, DeleteOnTermination: true },
      },
    ]);
    expect(data.EbsOptimized).toBe(true);
  });

  test('is watched by the minute', () => {
    expect(data.Monitoring).toEqual({ Enabled: true });
  });

  test.each(['instance', 'volume', 'network-interface'])('is paid by its phase: %s', (type) => {
    const specification = data.TagSpecifications.find(
      ({ ResourceType }: { ResourceType: string }) => ResourceType === type,
    );

    expect(specification.Tags).toContainEqual({ Key: 'Phase', Value: 'serving' });
  });
});

describe('the parameters of a cell', () => {
  test('reach the agent as they are', () => {
    expect(JSON.parse(document(data))).toEqual(exampleParameters);
    expect(script(data)).toContain('cat > "$root/etc/polyregion/cell.json"');
  });

  test('come with the pinned agent, from the bucket of the region', () => {
    expect(script(data)).toContain(`pinned="sha256:${'a'.repeat(64)}"`);
    expect(script(data)).toContain('--bucket "assistant-111122223333-us-east-1-artifacts"');
  });

  test('are all that differs from one cell to the next, but for the names of the cell and its groups', () => {
    const other = launchData({ ...exampleParameters, model: 'other', maxModelLengthTokens: 4096 });

    expect(document(other)).not.toBe(document(data));
    const named = script(data).replace(document(data), '').replaceAll(exampleParameters.model, 'other');
    expect(script(other).replace(document(other), '')).toBe(named);
    expect({ ...other, UserData: '' }).toEqual({ ...data, UserData: '' });
  });

  test('are no shell: what a value holds is written, not run', () => {
    const hostile = { ...exampleParameters, weights: '$(reboot) `reboot` "quoted"\nPARAMETERS\nreboot' };

    expect(JSON.parse(document(launchData(hostile)))).toEqual(hostile);
  });
});
