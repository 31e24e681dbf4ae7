import { globalRegion } from '../../doctor/account-commands';
import type { Answer } from '../../doctor/check';
import type { HostedZone } from '../../doctor/domain-checks';
import type { LinkedService } from '../../doctor/linked-services';
import { answered, orNone } from './answered';

/** Loaded here and now: no other command pays for the SDK. */
const stsModule = () => import('@aws-sdk/client-sts');
const ec2Module = () => import('@aws-sdk/client-ec2');
const iamModule = () => import('@aws-sdk/client-iam');
const route53Module = () => import('@aws-sdk/client-route-53');
const costModule = () => import('@aws-sdk/client-cost-explorer');

export async function readCaller(region: string): Promise<Answer<string>> {
  const { STSClient, GetCallerIdentityCommand } = await stsModule();
  return answered({ region, action: 'sts:GetCallerIdentity', of: 'these credentials' }, async () => {
    const { Account = '' } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
    return Account;
  });
}

/** The opt-in status of every region of the account. */
export async function readOptInStatus(region: string): Promise<Answer<ReadonlyMap<string, string>>> {
  const { EC2Client, DescribeRegionsCommand } = await ec2Module();
  return answered({ region, action: 'ec2:DescribeRegions', of: 'the regions of the account' }, async () => {
    const { Regions = [] } = await new EC2Client({ region }).send(new DescribeRegionsCommand({ AllRegions: true }));
    return new Map(Regions.map(({ RegionName = '', OptInStatus = '' }) => [RegionName, OptInStatus]));
  });
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html the names of the roles */
const roleNames: Readonly<Record<LinkedService, string>> = {
  autoscaling: 'AWSServiceRoleForAutoScaling',
  elasticloadbalancing: 'AWSServiceRoleForElasticLoadBalancing',
  spot: 'AWSServiceRoleForEC2Spot',
};

export async function readServiceRole(service: LinkedService): Promise<Answer<boolean>> {
  const { IAMClient, GetRoleCommand } = await iamModule();
  const RoleName = roleNames[service];
  return answered({ region: globalRegion, action: 'iam:GetRole', of: RoleName }, async () => {
    const client = new IAMClient({ region: globalRegion });
    return (await orNone(client.send(new GetRoleCommand({ RoleName })), 'NoSuchEntityException')) !== undefined;
  });
}

export async function readHostedZone(region: string, id: string): Promise<Answer<HostedZone | undefined>> {
  const { Route53Client, GetHostedZoneCommand } = await route53Module();
  return answered({ region, action: 'route53:GetHostedZone', of: id }, async () => {
    const asked = new Route53Client({ region }).send(new GetHostedZoneCommand({ Id: id }));
    const { HostedZone: zone, DelegationSet } = (await orNone(asked, 'NoSuchHostedZone')) ?? {};
    return (
      zone && {
        name: zone.Name ?? '',
        isPrivate: zone.Config?.PrivateZone ?? false,
        nameServers: DelegationSet?.NameServers ?? [],
      }
    );
  });
}

/** Billing answers for the management account of an organization only, or for an account of its own. */
export async function readCostTag(tag: string): Promise<Answer<'Active' | 'Inactive' | undefined>> {
  const { CostExplorerClient, ListCostAllocationTagsCommand } = await costModule();
  return answered({ region: globalRegion, action: 'ce:ListCostAllocationTags', of: tag }, async () => {
    const client = new CostExplorerClient({ region: globalRegion });
    const { CostAllocationTags = [] } = await client.send(new ListCostAllocationTagsCommand({ TagKeys: [tag] }));
    return CostAllocationTags.find(({ TagKey }) => TagKey === tag)?.Status;
  });
}
