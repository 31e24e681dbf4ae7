import {
  BudgetsClient,
  CreateBudgetCommand,
  type CreateBudgetCommandInput,
  DescribeBudgetCommand,
  DescribeNotificationsForBudgetCommand,
} from '@aws-sdk/client-budgets';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import {
  AuthorizeSecurityGroupEgressCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import {
  AssociateWebACLCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { expect, inject, test } from 'vitest';
import { coverage } from '../../local/deploy/coverage';
import { emulatedAws } from '../../local/deploy/emulated-aws';
import { resolver } from '../../local/deploy/resolved';
import { originals } from './originals';

// What no emulator's CloudFormation makes: the properties of the templates, through the emulator's API.
const ministack = inject('ministack');
const moto = inject('moto');
const { account } = moto.plan.fleet;

test('every type that no emulator deploys is checked here', () => {
  const types = coverage({ ministack: ministack.stacks, moto: moto.stacks });

  expect(types.filter(({ held, resources }) => held < resources).map(({ type }) => type)).toEqual([
    'AWS::Budgets::Budget',
    'AWS::CloudWatch::Alarm (metric math)',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::WAFv2::WebACLAssociation',
  ]);
});

test('budgets are accepted as the template has them, and read back by phase', async () => {
  const client = new BudgetsClient(emulatedAws(moto, 'us-east-1', account));
  const readBack: object[] = [];
  for (const { stack, region, properties } of originals('AWS::Budgets::Budget')) {
    const resolve = await resolver({ ...moto, server: moto }, stack, region);
    const input = { AccountId: account, ...(resolve(properties) as object) } as CreateBudgetCommandInput;
    await client.send(new CreateBudgetCommand(input));
    const ofBudget = { AccountId: account, BudgetName: input.Budget?.BudgetName };
    const { Budget } = await client.send(new DescribeBudgetCommand(ofBudget));
    const { Notifications = [] } = await client.send(new DescribeNotificationsForBudgetCommand(ofBudget));
    readBack.push({
      filter: Budget?.CostFilters?.TagKeyValue,
      usd: Number(Budget?.BudgetLimit?.Amount),
      every: Budget?.TimeUnit,
      notifies: Notifications.map(({ NotificationType, Threshold }) => `${NotificationType} ${Threshold}`),
    });
  }
  client.destroy();

  const both = ['ACTUAL 100', 'FORECASTED 100'];
  const stated = (of: string, usd: number) => ({ filter: [of], usd, every: 'MONTHLY', notifies: both });
  expect(readBack).toEqual(
    expect.arrayContaining([
      stated('user:Phase$training', 40_000),
      stated('user:Phase$evaluation', 10_000),
      stated('user:Phase$serving', 360_000),
      { filter: ['user:Phase$serving'], usd: expect.any(Number), every: 'DAILY', notifies: ['ACTUAL 100'] },
    ]),
  );
  expect(readBack).toHaveLength(9);
});

test('alarms on metric math are accepted as the templates have them, and read back', async () => {
  const alarms = originals('AWS::CloudWatch::Alarm').filter(({ properties }) => 'Metrics' in properties);
  for (const { stack, region, properties } of alarms) {
    const { Tags: _tags, ...input } = (await resolver({ ...moto, server: moto }, stack, region))(
      properties,
    ) as PutMetricAlarmCommandInput;
    const client = new CloudWatchClient(emulatedAws(moto, region, account));
    await client.send(new PutMetricAlarmCommand(input));
    const { MetricAlarms: [found] = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [input.AlarmName ?? ''] }),
    );
    client.destroy();

    expect(found).toMatchObject({ Threshold: input.Threshold, AlarmActions: input.AlarmActions });
    expect(found?.Metrics?.map(({ Id, Expression }) => [Id, Expression])).toEqual(
      input.Metrics?.map(({ Id, Expression }) => [Id, Expression]),
    );
  }
  // Every deployed cell has three such alarms: slower than its peers, slower than usual, grown without a profile.
  expect(alarms).toHaveLength(3 * 4);
});

test('load balancers may send to the instances of their cells on the two ports', async () => {
  const groups = new Map<string, string>();
  for (const { stack, region, properties } of originals('AWS::EC2::SecurityGroupEgress')) {
    const { GroupId, DestinationSecurityGroupId, ...rule } = (await resolver({ ...moto, server: moto }, stack, region))(
      properties,
    ) as Record<string, string>;
    const client = new EC2Client(emulatedAws(moto, region, account));
    const permission: IpPermission = {
      IpProtocol: rule.IpProtocol,
      FromPort: Number(rule.FromPort),
      ToPort: Number(rule.ToPort),
      UserIdGroupPairs: [{ GroupId: DestinationSecurityGroupId }],
    };
    await client.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [permission] }));
    client.destroy();
    groups.set(GroupId ?? '', region);
  }
  for (const [GroupId, region] of groups) {
    const client = new EC2Client(emulatedAws(moto, region, account));
    const { SecurityGroups: [group] = [] } = await client.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
    );
    client.destroy();

    const toInstances = group?.IpPermissionsEgress?.filter(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.length > 0);
    expect(toInstances?.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([
      [8080, 8080],
      [8081, 8081],
    ]);
  }
  expect([...groups.values()].sort()).toEqual(['eu-central-1', 'eu-north-1', 'us-east-1', 'us-west-2']);
});

test('the firewall of each region stands before its load balancer', async () => {
  const associations = originals('AWS::WAFv2::WebACLAssociation');
  for (const { stack, region, properties } of associations) {
    const { ResourceArn } = (await resolver({ ...ministack, server: ministack }, stack, region))(properties) as {
      ResourceArn: string;
    };
    const client = new WAFV2Client(emulatedAws(ministack, region, account));
    const { WebACLs: [firewall] = [] } = await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }));
    await client.send(new AssociateWebACLCommand({ WebACLArn: firewall?.ARN, ResourceArn }));
    const { ResourceArns } = await client.send(new ListResourcesForWebACLCommand({ WebACLArn: firewall?.ARN }));
    client.destroy();

    expect(ResourceArns).toEqual([ResourceArn]);
    expect(ResourceArn).toContain(':loadbalancer/app/');
  }
  expect(associations).toHaveLength(4);
});
