import { ask } from '../../artifacts/ask';
import type { Asked } from '../../artifacts/aws-finding';
import type { MachineImage } from '../../artifacts/region-facts';

/** Loaded here and now: no other command pays for the SDK. */
const ec2Module = () => import('@aws-sdk/client-ec2');
const ssmModule = () => import('@aws-sdk/client-ssm');
const ecrModule = () => import('@aws-sdk/client-ecr');

/** The image that a public parameter names, as EC2 describes it. @throws FindingError */
export async function readMachineImage(region: string, parameter: string): Promise<MachineImage> {
  const { SSMClient, GetParameterCommand } = await ssmModule();
  const { EC2Client, DescribeImagesCommand } = await ec2Module();
  const asked = (action: string, of: string): Asked => ({ region, action, of });
  const { Parameter } = await ask(
    asked('ssm:GetParameter', parameter),
    new SSMClient({ region }).send(new GetParameterCommand({ Name: parameter })),
  );
  const id = Parameter?.Value ?? '';
  const { Images: [image] = [] } = await ask(
    asked('ec2:DescribeImages', id),
    new EC2Client({ region }).send(new DescribeImagesCommand({ ImageIds: [id] })),
  );
  const root = image?.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === image.RootDeviceName);
  return {
    id,
    name: image?.Name ?? '',
    architecture: image?.Architecture ?? 'none',
    rootDevice: image?.RootDeviceName ?? 'none',
    rootGiB: root?.Ebs?.VolumeSize ?? 0,
    state: image?.State ?? 'missing',
  };
}

/** Zone names of the account by zone id. @throws FindingError */
export async function readZones(region: string): Promise<Map<string, string>> {
  const { EC2Client, DescribeAvailabilityZonesCommand } = await ec2Module();
  const { AvailabilityZones = [] } = await ask(
    { region, action: 'ec2:DescribeAvailabilityZones', of: 'its zones' },
    new EC2Client({ region }).send(new DescribeAvailabilityZonesCommand({})),
  );
  return new Map(AvailabilityZones.map(({ ZoneId = '', ZoneName = '' }) => [ZoneId, ZoneName]));
}

/** The digest of a tagged image. @throws FindingError */
export async function readImageDigest(
  region: string,
  account: string,
  repository: string,
  tag: string,
): Promise<string> {
  const { ECRClient, DescribeImagesCommand } = await ecrModule();
  const image = { registryId: account, repositoryName: repository, imageIds: [{ imageTag: tag }] };
  const { imageDetails: [details] = [] } = await ask(
    { region, action: 'ecr:DescribeImages', of: `${repository}:${tag}` },
    new ECRClient({ region }).send(new DescribeImagesCommand(image)),
  );
  return details?.imageDigest ?? '';
}
