import { ask } from '../../artifacts/ask';
import { FindingError } from '../../artifacts/finding-error';
import { stackNames } from '../../contract/names';
import type { FleetIdentity } from '../../plan/plan';
import { healthOf } from '../../removal/health-check-reports';
import { regionStacks } from '../../removal/region-stacks';
import type { Group, RegionHealthCheck, RegionState, StandingStack } from '../../removal/region-state';
import { accountFinding } from '../../removal/state-findings';
import { findStack, stackResources } from './stack-client';

const stsModule = () => import('@aws-sdk/client-sts');
const route53Module = () => import('@aws-sdk/client-route-53');
const scalingModule = () => import('@aws-sdk/client-auto-scaling');

/** Stack names say nothing of the account: another one may hold a fleet of the same name. @throws FindingError */
export async function checkAccount({
  account,
  homeRegion: region,
}: Pick<FleetIdentity, 'account' | 'homeRegion'>): Promise<void> {
  const { STSClient, GetCallerIdentityCommand } = await stsModule();
  const { Account = '' } = await ask(
    { region, action: 'sts:GetCallerIdentity', of: 'these credentials' },
    new STSClient({ region }).send(new GetCallerIdentityCommand({})),
  );
  if (Account !== account) {
    throw new FindingError(accountFinding(Account, account));
  }
}

/** @throws FindingError */
export async function readRegionState(fleet: FleetIdentity, region: string): Promise<RegionState> {
  const found = await Promise.all(regionStacks(fleet.name, region).map((name) => findStack(region, name)));
  const stacks = found.filter((stack) => stack !== undefined);
  const traffic = await findStack(fleet.homeRegion, stackNames.traffic(fleet.name));
  const resources = (await Promise.all(stacks.map(stackResources))).flat();
  const idsOf = (type: string): string[] =>
    resources.filter((resource) => resource.type === type).map(({ physicalId }) => physicalId);
  return {
    stacks,
    traffic,
    healthChecks: traffic === undefined ? [] : await readHealthChecks(traffic),
    groups: await readGroups(region, idsOf('AWS::AutoScaling::AutoScalingGroup')),
    loadBalancers: idsOf('AWS::ElasticLoadBalancingV2::LoadBalancer'),
  };
}

/** Every answer of DNS that the traffic stack owns, for whichever region. @throws FindingError */
export async function readHealthChecks(traffic: StandingStack): Promise<RegionHealthCheck[]> {
  const { Route53Client, GetHealthCheckCommand, GetHealthCheckStatusCommand } = await route53Module();
  const { region } = traffic;
  const client = new Route53Client({ region });
  const checks = (await stackResources(traffic)).filter(({ type }) => type === 'AWS::Route53::HealthCheck');
  const healthChecks: RegionHealthCheck[] = [];
  for (const { physicalId } of checks) {
    const { HealthCheck } = await ask(
      { region, action: 'route53:GetHealthCheck', of: physicalId },
      client.send(new GetHealthCheckCommand({ HealthCheckId: physicalId })),
    );
    const { FullyQualifiedDomainName = '', Disabled, Inverted } = HealthCheck?.HealthCheckConfig ?? {};
    const { HealthCheckObservations = [] } = await ask(
      { region, action: 'route53:GetHealthCheckStatus', of: physicalId },
      client.send(new GetHealthCheckStatusCommand({ HealthCheckId: physicalId })),
    );
    const reports = HealthCheckObservations.map(({ StatusReport }) => StatusReport?.Status ?? '');
    healthChecks.push({
      healthCheckId: physicalId,
      version: HealthCheck?.HealthCheckVersion,
      hostName: FullyQualifiedDomainName,
      withdrawn: Disabled === true && Inverted === true,
      health: healthOf(reports),
    });
  }
  return healthChecks;
}

/** @throws FindingError */
export async function readGroups(region: string, names: readonly string[]): Promise<Group[]> {
  if (names.length === 0) {
    return [];
  }
  const { AutoScalingClient, DescribeAutoScalingGroupsCommand } = await scalingModule();
  const { AutoScalingGroups = [] } = await ask(
    { region, action: 'autoscaling:DescribeAutoScalingGroups', of: names.join(', ') },
    new AutoScalingClient({ region }).send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [...names] })),
  );
  return AutoScalingGroups.map((group) => ({
    name: group.AutoScalingGroupName ?? '',
    minSize: group.MinSize ?? 0,
    maxSize: group.MaxSize ?? 0,
    hasWarmPool: group.WarmPoolConfiguration !== undefined,
    instances: (group.Instances ?? []).map(({ LifecycleState = '' }) => LifecycleState),
    warmInstances: group.WarmPoolSize ?? 0,
  }));
}
