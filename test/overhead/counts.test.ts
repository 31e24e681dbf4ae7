import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { burnMetrics } from '../../lambda/burn-meter/burn-metrics';
import { priceInstances } from '../../lambda/burn-meter/price-instances';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { gp3 } from '../../lib/catalogue/gp3';
import { gatewayRootVolumeGiB } from '../../lib/contract/gateway';
import { metricNamespace, moneyNamespace } from '../../lib/contract/metrics';
import { stackNames } from '../../lib/contract/names';
import { regionResources } from '../../lib/contract/region-resources';
import { rootVolumeGiB } from '../../lib/contract/root-volume';
import { listenerRulesPerWorkload } from '../../lib/engine/api-routes';
import { accountCounts } from '../../lib/overhead/account-counts';
import { alarmCounts } from '../../lib/overhead/alarm-counts';
import { metricCounts } from '../../lib/overhead/metric-counts';
import { waysOut } from '../../lib/overhead/network-cost';
import { networkCounts } from '../../lib/overhead/network-counts';
import { regionCounts, topicKeys } from '../../lib/overhead/region-counts';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { alarmMetrics, type Resource } from '../support/alarm-metrics';
import { exampleFleets, validPlan } from '../support/fleets';
import { allMonth, metricsIn, whenLaunched } from '../support/published-metrics';
import { appOf } from '../support/templates';

const metricKey = (name: unknown, dimension: unknown): string => JSON.stringify([name, dimension ?? null]);

const keyOf = ({ MetricName, Dimensions = [] }: MetricDatum): string =>
  metricKey(MetricName, Dimensions.find(({ Name }) => Name !== 'Fleet')?.Value);

const cellKeys = (model: string): string[] => [...allMonth(model), ...whenLaunched(model)].map(keyOf);

const burnMeterKeys = burnMetrics('assistant', new Date(0), priceInstances([], 'us-east-1', {})).map(keyOf);

interface CheckConfig {
  readonly Type: string;
  readonly RequestInterval?: number;
  readonly MeasureLatency?: boolean;
}

/** What gateways publish of their region and of each cell. */
const gatewayKeys = (models: readonly string[]): string[] => [
  metricKey('InstanceListAgeSeconds', undefined),
  ...models.flatMap((model) => ['InstancesReady', 'InstancesListed'].map((name) => metricKey(name, model))),
];

/** Every custom metric that alarms, dashboards and scaling policies of the templates read, once. */
function customMetrics(resources: readonly Resource[]): Set<string> {
  const text = JSON.stringify(resources);
  const onDashboards = [
    ...text.matchAll(
      /\[\\+"Polyregion(?:\/Money)?\\+",\\+"(\w+)\\+",\\+"Fleet\\+",\\+"[\w-]+\\+"(?:,\\+"(\w+)\\+",\\+"([\w-]+)\\+")?/g,
    ),
  ].map(([, name, , value]) => metricKey(name, value));
  const inAlarms = resources
    .flatMap(alarmMetrics)
    .filter(({ Namespace }) => Namespace === metricNamespace || Namespace === moneyNamespace)
    .map(({ MetricName, Dimensions }) =>
      metricKey(MetricName, Dimensions?.find(({ Name }) => Name !== 'Fleet')?.Value),
    );
  return new Set([...onDashboards, ...inAlarms]);
}

describe.each([...exampleFleets])('what the plan of %s counts', (path) => {
  const plan: Plan = deployedPart(validPlan(path));
  const stacks = appOf(plan).node.children.filter((child) => child instanceof Stack);
  const resourcesOf = (...names: string[]): Resource[] =>
    stacks
      .filter(({ stackName }) => names.includes(stackName))
      .flatMap((stack) => Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, Resource>));
  const { name } = plan.fleet;
  const count = (resources: readonly Resource[], type: string): number =>
    resources.filter(({ Type }) => Type === type).length;

  test.each(plan.regions.map(({ region }) => [region]))('stands in the templates of %s', (region) => {
    const zones = plan.regions.find((one) => one.region === region)?.zoneIds.length ?? 0;
    const counts = {
      ...networkCounts(zones, waysOut(plan, region), plan.gatewayGroups !== undefined),
      ...regionCounts,
      keys: topicKeys(plan.fleet, region),
      ...alarmCounts(fleetAlerts(plan), region),
    };
    const resources = resourcesOf(
      stackNames.network(name, region),
      stackNames.serving(name, region),
      stackNames.operations(name, region),
    );
    const endpoints = resources.filter(
      ({ Type, Properties }) => Type === 'AWS::EC2::VPCEndpoint' && Properties.VpcEndpointType === 'Interface',
    );
    const balancers = resources.filter(({ Type }) => Type === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const workloads = plan.workloads.filter(({ regions }) => regions.includes(region)).length;

    expect(endpoints).toHaveLength(counts.interfaceEndpoints.value);
    for (const { Properties } of endpoints) {
      expect(Properties.SubnetIds).toHaveLength(counts.zones.value);
    }
    expect(balancers).toHaveLength(counts.loadBalancers.value);
    expect(balancers.map(({ Properties }) => (Properties.Subnets as unknown[]).length)).toEqual([counts.zones.value]);
    expect(count(resources, 'AWS::ElasticLoadBalancingV2::ListenerRule')).toBe(workloads * listenerRulesPerWorkload);
    const firewalls = resources.filter(({ Type }) => Type === 'AWS::WAFv2::WebACL');
    expect(firewalls).toHaveLength(counts.firewalls.value);
    for (const { Properties } of firewalls) {
      expect(Properties.Rules).toHaveLength(counts.firewallRules.value);
    }
    expect(count(resources, 'AWS::CloudWatch::Alarm')).toBe(counts.alarms.value);
    expect(resources.flatMap(alarmMetrics)).toHaveLength(counts.alarmMetrics.value);
    const propertyOf = (type: string, property: string): unknown[] =>
      resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties[property]);
    expect({
      loadBalancers: propertyOf('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Name'),
      firewalls: propertyOf('AWS::WAFv2::WebACL', 'Name'),
      dashboards: propertyOf('AWS::CloudWatch::Dashboard', 'DashboardName'),
      secrets: propertyOf('AWS::SecretsManager::Secret', 'Name'),
    } satisfies Record<keyof typeof regionResources, unknown>).toEqual(
      Object.fromEntries(
        Object.entries(regionResources).map(([kind, names]) => [kind, names.map((of) => of(name, region))]),
      ),
    );
    expect(count(resources, 'AWS::KMS::Key')).toBe(counts.keys.value);
    const models = plan.cells.filter((cell) => cell.region === region).map(({ model }) => model);
    const published = [
      ...burnMeterKeys,
      ...models.flatMap((model) => cellKeys(model)),
      ...(plan.gatewayGroups === undefined ? [] : gatewayKeys(models)),
    ];
    expect(published).toEqual(expect.arrayContaining([...customMetrics(resources)]));
    expect(count(resources, 'AWS::EC2::NatGateway')).toBe(counts.natGateways.value);
    expect(count(resources, 'AWS::EC2::EIP')).toBe(counts.natGateways.value);
  });

  test('a launch template has one volume, of the size and throughput that are paid for, and detailed monitoring', () => {
    const templates = resourcesOf(...plan.regions.map(({ region }) => stackNames.serving(name, region))).filter(
      ({ Type }) => Type === 'AWS::EC2::LaunchTemplate',
    );

    const [keyArn] = Object.values(plan.fleet.encryptionKeyArns);
    expect(templates.length).toBeGreaterThan(0);
    for (const { Properties } of templates) {
      expect(Properties.LaunchTemplateData).toMatchObject({ Monitoring: { Enabled: true } });
      const { BlockDeviceMappings } = Properties.LaunchTemplateData as { BlockDeviceMappings: { Ebs: object }[] };
      expect(BlockDeviceMappings.map(({ Ebs }) => Ebs)).toEqual([
        {
          DeleteOnTermination: true,
          Encrypted: true,
          VolumeSize: expect.toBeOneOf(
            plan.gatewayGroups === undefined ? [rootVolumeGiB] : [rootVolumeGiB, gatewayRootVolumeGiB],
          ),
          VolumeType: 'gp3',
          Throughput: expect.any(Number),
          ...(keyArn !== undefined && { KmsKeyId: keyArn }),
        },
      ]);
    }
    const paidFor = [
      ...plan.cells.map(({ rootVolumeMiBPerSecond }) => rootVolumeMiBPerSecond.value),
      ...(plan.gatewayGroups ?? []).map(() => gp3.baselineMiBPerSecond),
    ];
    const asked = templates.map(
      ({ Properties }) =>
        (Properties.LaunchTemplateData as { BlockDeviceMappings: { Ebs: { Throughput: number } }[] })
          .BlockDeviceMappings[0]?.Ebs.Throughput,
    );
    expect(asked.sort()).toEqual(paidFor.sort());
  });

  test('exists once in the account', () => {
    const account = resourcesOf(stackNames.account(name), stackNames.traffic(name));
    const checks = account.filter(({ Type }) => Type === 'AWS::Route53::HealthCheck');
    const counts = accountCounts(plan);
    const featuresOf = ({ Type, RequestInterval, MeasureLatency }: CheckConfig): number =>
      [Type === 'HTTPS', RequestInterval === 10, MeasureLatency === true].filter(Boolean).length;

    expect(checks).toHaveLength(counts.healthChecks.value);
    expect(new Set(checks.map(({ Properties }) => featuresOf(Properties.HealthCheckConfig as CheckConfig)))).toEqual(
      new Set([counts.healthCheckFeatures.value]),
    );
    expect(count(account, 'AWS::KMS::Key')).toBe(counts.keys.value);
  });
});

test('agents and functions publish as many metrics as are counted', () => {
  const perCell = metricsIn(allMonth('llama-8b'));
  const perLaunch = metricsIn(whenLaunched('llama-8b'));

  expect(metricCounts(0).metrics.value).toBe(burnMeterKeys.length);
  expect(metricCounts(3).metrics.value).toBe(burnMeterKeys.length + 3 * perCell);
  expect(metricCounts(3).launchMetrics.value).toBe(3 * perLaunch);
});
