import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeLaunchTemplateVersionsCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListHealthChecksCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { deployedPart } from '../../lib/plan/deployed-part';
import { emulatedAws } from '../../local/deploy/emulated-aws';

const moto = inject('moto');
const { hostedZoneId } = moto;
const plan = deployedPart(moto.plan);
const aws = (region: string) => emulatedAws(moto, region, plan.fleet.account);
const clients = { route53: new Route53Client(aws('us-east-1')) };

afterAll(() => clients.route53.destroy());

describe.each(plan.cells.map(({ model, region }) => [model, region] as const))(
  'the cell of %s in %s, as the API tells it',
  (model, region) => {
    const cell = plan.cells.find((one) => one.model === model && one.region === region);
    const name = `${plan.fleet.name}-${model}-baseline`;
    const group = async () => {
      const client = new AutoScalingClient(aws(region));
      const { AutoScalingGroups: [found] = [] } = await client.send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
      );
      client.destroy();
      return found;
    };

    test('buys on demand, the first type first, each with the pinned image', async () => {
      const policy = (await group())?.MixedInstancesPolicy;

      expect(policy?.LaunchTemplate?.Overrides?.map(({ InstanceType }) => InstanceType)).toEqual(cell?.instanceTypes);
      expect(policy?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity).toBe(100);
      expect(policy?.InstancesDistribution?.OnDemandAllocationStrategy).toBe('prioritized');
    });

    test('has the sizes of the plan, its zones, its tags and both of its target groups', async () => {
      const found = await group();
      const ec2 = new EC2Client(aws(region));
      const { Subnets = [] } = await ec2.send(
        new DescribeSubnetsCommand({ SubnetIds: found?.VPCZoneIdentifier?.split(',') }),
      );
      ec2.destroy();

      const [pool] = cell?.pools ?? [];
      expect([found?.MinSize, found?.MaxSize]).toEqual([pool?.minInstances.value, pool?.maxInstances.value]);
      expect(new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(cell?.zoneIds.length);
      expect(Subnets.every(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === false)).toBe(true);
      expect(found?.TargetGroupARNs).toHaveLength(2);
      expect(found?.Tags?.map(({ Key, Value }) => `${Key}=${Value}`)).toEqual(
        expect.arrayContaining([`Fleet=${plan.fleet.name}`, 'Phase=serving']),
      );
    });

    test('starts instances with IMDSv2, one hop, an encrypted volume and tags on all that they start', async () => {
      const id = (await group())?.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification?.LaunchTemplateId;
      const ec2 = new EC2Client(aws(region));
      const { LaunchTemplateVersions: [version] = [] } = await ec2.send(
        new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: ['$Latest'] }),
      );
      ec2.destroy();
      const data = version?.LaunchTemplateData;

      expect(data?.MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
      expect(data?.BlockDeviceMappings?.map(({ Ebs }) => [Ebs?.VolumeType, Ebs?.Encrypted])).toEqual([['gp3', true]]);
      expect(data?.TagSpecifications?.map(({ ResourceType }) => ResourceType)).toEqual([
        'instance',
        'volume',
        'network-interface',
      ]);
      expect(data?.KeyName).toBeUndefined();
    });
  },
);

describe.each(plan.regions.map(({ region }) => region))('the front door of %s', (region) => {
  test('listens on 443 alone, and asks instances for their readiness', async () => {
    const client = new ElasticLoadBalancingV2Client(aws(region));
    const { LoadBalancers: [balancer] = [] } = await client.send(new DescribeLoadBalancersCommand({}));
    const { Listeners = [] } = await client.send(
      new DescribeListenersCommand({ LoadBalancerArn: balancer?.LoadBalancerArn }),
    );
    const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({}));
    client.destroy();

    expect(Listeners.map(({ Port, Protocol }) => `${Protocol} ${Port}`)).toEqual(['HTTPS 443']);
    expect(Listeners[0]?.SslPolicy).toMatch(/^ELBSecurityPolicy-TLS13-1-2-Res/);
    expect(TargetGroups.map(({ Port }) => Port).sort()).toEqual([8080, 8081]);
    expect(
      new Set(TargetGroups.map(({ HealthCheckPath, HealthCheckPort }) => `${HealthCheckPort}${HealthCheckPath}`)),
    ).toEqual(new Set(['8081/ready']));
  });
});

test.each(['critical', 'warning'])(
  'the %s topic of every region is encrypted with a key of the fleet',
  async (severity) => {
    for (const { region } of plan.regions) {
      const client = new SNSClient(aws(region));
      const TopicArn = `arn:aws:sns:${region}:${plan.fleet.account}:${plan.fleet.name}-${severity}`;
      const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
      client.destroy();

      expect(Attributes?.KmsMasterKeyId).toMatch(/^arn:aws:kms:|^[0-9a-f-]{36}$/);
    }
  },
);

test('each name has a record in every region of its workload, with a health check of its own', async () => {
  const { HealthChecks = [] } = await clients.route53.send(new ListHealthChecksCommand({}));
  const { ResourceRecordSets = [] } = await clients.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: hostedZoneId }),
  );
  const checked = new Map(HealthChecks.map(({ Id, HealthCheckConfig }) => [Id, HealthCheckConfig]));
  const answers = ResourceRecordSets.filter(({ SetIdentifier }) => SetIdentifier !== undefined).map(
    ({ Name, Region, HealthCheckId, AliasTarget }) => {
      const check = checked.get(HealthCheckId);
      return `${Name} ${Region} → ${AliasTarget?.DNSName}, while ${check?.FullyQualifiedDomainName}${check?.ResourcePath}`;
    },
  );

  expect(answers.sort()).toEqual(
    plan.workloads
      .flatMap(({ name, jurisdiction, regions }) =>
        regions.map((region) => {
          const host = `${name}.${jurisdiction}.${plan.fleet.domain}`;
          return `${host} ${region} → ${region}.${host}, while ${region}.${host}/ready`;
        }),
      )
      .sort(),
  );
});
