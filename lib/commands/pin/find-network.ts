import { ask } from '../../artifacts/ask';
import type { SubnetPlace } from '../../artifacts/tagged-network';
import type { Tag } from '../../contract/resource-references';

/** Loaded here and now: no other command pays for the SDK. */
const ec2Module = () => import('@aws-sdk/client-ec2');

/** Ids of the VPCs of a region that have a tag. @throws FindingError */
export async function findVpcs(region: string, tag: Tag): Promise<string[]> {
  const { EC2Client, DescribeVpcsCommand } = await ec2Module();
  const { Vpcs = [] } = await ask(
    { region, action: 'ec2:DescribeVpcs', of: `VPCs with the tag ${tag.key}=${tag.value}` },
    new EC2Client({ region }).send(new DescribeVpcsCommand({ Filters: [tagged(tag)] })),
  );
  return Vpcs.map(({ VpcId = '' }) => VpcId);
}

/** Ids of the subnets of a VPC that lie in one zone and have a tag. @throws FindingError */
export async function findSubnets(region: string, { vpcId, zoneId }: SubnetPlace, tag: Tag): Promise<string[]> {
  const { EC2Client, DescribeSubnetsCommand } = await ec2Module();
  const { Subnets = [] } = await ask(
    { region, action: 'ec2:DescribeSubnets', of: `subnets of ${vpcId} in ${zoneId}` },
    new EC2Client({ region }).send(
      new DescribeSubnetsCommand({
        Filters: [{ Name: 'vpc-id', Values: [vpcId] }, { Name: 'availability-zone-id', Values: [zoneId] }, tagged(tag)],
      }),
    ),
  );
  return Subnets.map(({ SubnetId = '' }) => SubnetId);
}

const tagged = ({ key, value }: Tag) => ({ Name: `tag:${key}`, Values: [value] });
