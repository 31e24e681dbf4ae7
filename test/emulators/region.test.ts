import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AutoScalingClient, DescribeAutoScalingGroupsCommand, PutWarmPoolCommand } from '@aws-sdk/client-auto-scaling';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  ListHealthChecksCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactBucketName } from '../../lib/contract/artifacts';
import { regionStacks } from '../../lib/removal/region-stacks';
import { fleetFolder, type Run, type Running, startProgram } from '../support/cli';
import { edit } from '../support/fleets';
import { type Emulator, startMoto } from '../support/moto';
import { projectRoot, readText } from '../support/project-root';
import { type RecordingProxy, recordingProxy } from '../support/recording-proxy';
import { regionTemplates } from '../support/region-stacks-templates';

const account = '111122223333';
const [home, region] = ['us-east-1', 'us-east-2'];
const fleet = 'assistant';
const group = `${fleet}-llama-70b-baseline`;
const twoRegions = 'us-east-1, us-west-2]';
const threeRegions = 'us-east-1, us-west-2, us-east-2]';
const lockText = edit(
  readText('fleets/chat.lock.yaml'),
  'engineImageDigest:',
  '  us-east-2: { id: ami-00000000000000000, status: unresolved } # ours\nengineImageDigest:',
);

let moto: Emulator;
let proxy: RecordingProxy;
let folder = '';
let fleetText = '';
let zone = '';
/** What stood when the first stack was asked to go. */
let atFirstDeletion: { group: object | undefined; traffic: string[]; records: unknown[] } | undefined;

const client = <T>(made: new (configuration: object) => T, where = region): T =>
  new made({
    region: where,
    endpoint: moto.url,
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });

beforeAll(async () => {
  moto = await startMoto(account);
  proxy = await recordingProxy(moto.url, async (call) => {
    if (call.startsWith('DeleteStack') && atFirstDeletion === undefined) {
      atFirstDeletion = { group: await groupSizes(), traffic: await trafficRegions(), records: await records() };
    }
  });
  folder = fleetFolder('fleets/chat.yaml', lockText);
  zone = await hostedZone();
  fleetText = readText('fleets/chat.yaml').replaceAll(twoRegions, threeRegions).replace('Z0123456789EXAMPLE', zone);
  writeFileSync(join(folder, 'fleet.yaml'), fleetText);
  await bootstrap();
  const { status, stderr } = await cdk('deploy', `${fleet}-traffic`, '--exclusively', '--require-approval', 'never');
  expect(status, stderr).toBe(0);
  for (const [StackName, template] of regionTemplates({ fleet, account, region }, 'llama-70b')) {
    const TemplateBody = JSON.stringify(template);
    await client(CloudFormationClient).send(new CreateStackCommand({ StackName, TemplateBody }));
  }
  const scaling = client(AutoScalingClient);
  await scaling.send(new PutWarmPoolCommand({ AutoScalingGroupName: group, MinSize: 1, MaxGroupPreparedCapacity: 1 }));
  await busyLoadBalancer();
}, 120_000);

afterAll(async () => {
  await proxy?.close();
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Ids of moto are random, while those of Route 53 begin with Z. */
async function hostedZone(): Promise<string> {
  const route53 = client(Route53Client, home);
  for (let count = 0; ; count++) {
    const { HostedZone } = await route53.send(
      new CreateHostedZoneCommand({ Name: 'ai.example.com', CallerReference: String(count) }),
    );
    const id = HostedZone?.Id?.split('/').at(-1) ?? '';
    if (id.startsWith('Z')) {
      return id;
    }
    await route53.send(new DeleteHostedZoneCommand({ Id: id }));
  }
}

/** What the CDK CLI asks for of its bootstrap. */
async function bootstrap(): Promise<void> {
  const Bucket = `cdk-hnb659fds-assets-${account}-${home}`;
  await client(S3Client, home).send(new CreateBucketCommand({ Bucket }));
  const version = { Name: '/cdk-bootstrap/hnb659fds/version', Value: '30', Type: 'String' } as const;
  await client(SSMClient, home).send(new PutParameterCommand(version));
}

/** Protected from deletion, and asked twelve times two minutes ago. */
async function busyLoadBalancer(): Promise<void> {
  const balancers = client(ElasticLoadBalancingV2Client);
  const { LoadBalancers = [] } = await balancers.send(new DescribeLoadBalancersCommand({ Names: [fleet] }));
  const arn = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
  await balancers.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: arn, Attributes }));
  const metric = {
    MetricName: 'RequestCount',
    Dimensions: [{ Name: 'LoadBalancer', Value: arn.split(':loadbalancer/')[1] }],
    Timestamp: new Date(Date.now() - 120_000),
    Value: 12,
  };
  const data = { Namespace: 'AWS/ApplicationELB', MetricData: [metric] };
  await client(CloudWatchClient).send(new PutMetricDataCommand(data));
}

const environment = (): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: proxy.url,
  AWS_REGION: home,
  // Moto answers no change set of an update, and cannot update a stack with the parameter of the CDK's bootstrap.
  CDK_APP: 'node test/support/emulated-app.mjs',
  CDK_METHOD: 'direct',
  CDK_VALIDATION: 'false',
});

const cdk = (...args: string[]): Promise<Run> =>
  startProgram(
    projectRoot,
    join(projectRoot, 'node_modules/aws-cdk/bin/cdk'),
    [...args, '--no-notices', '--output', join(folder, 'cdk.out'), '--context', `fleet=${join(folder, 'fleet.yaml')}`],
    { ...environment(), HOME: folder },
  ).done;

const start = (...args: string[]): Running =>
  startProgram(
    folder,
    join(projectRoot, 'dist/bin/polyregion.js'),
    ['region', 'remove', region, ...args],
    environment(),
    true,
  );
const remove = (...args: string[]): Promise<Run> => start(...args).done;

/** Sends a signal to the command and what it has started, as soon as something has happened. */
async function signal({ process: child, done }: Running, name: NodeJS.Signals, when: () => boolean): Promise<Run> {
  while (!when()) {
    await setTimeout(20);
    if (child.exitCode !== null) {
      throw new Error(`ended too early: ${(await done).stderr}`);
    }
  }
  process.kill(-(child.pid ?? 0), name);
  return done;
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const mutating = /^(DeleteStack|Update(?!.*Request)|Suspend|Put|Modify|POST .*healthcheck|CreateStack)/;
const mutations = (calls: readonly string[]): string[] => calls.filter((call) => mutating.test(call));

async function standing(): Promise<string[]> {
  const { StackSummaries = [] } = await client(CloudFormationClient).send(new ListStacksCommand({}));
  return StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
    ({ StackName = '' }) => StackName,
  );
}

async function groupSizes(): Promise<object | undefined> {
  const { AutoScalingGroups: [found] = [] } = await client(AutoScalingClient).send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] }),
  );
  return (
    found && {
      min: found.MinSize,
      max: found.MaxSize,
      instances: found.Instances?.length ?? 0,
      suspended: found.SuspendedProcesses?.map(({ ProcessName }) => ProcessName).sort(),
    }
  );
}

/** Host names that DNS asks, those that are switched off and inverted with a mark. */
async function answers(): Promise<string[]> {
  const { HealthChecks = [] } = await client(Route53Client, home).send(new ListHealthChecksCommand({}));
  return HealthChecks.map(({ HealthCheckConfig: of }) => {
    const name = of?.FullyQualifiedDomainName?.split('.')[0];
    return of?.Disabled && of.Inverted ? `${name} withdrawn` : `${name}`;
  }).sort();
}

/** Regions of which the traffic stack has both: a record, and the health check that moto leaves behind without its stack. */
async function trafficRegions(): Promise<string[]> {
  const { StackResources = [] } = await client(CloudFormationClient, home).send(
    new DescribeStackResourcesCommand({ StackName: `${fleet}-traffic` }),
  );
  const ids = StackResources.map(({ LogicalResourceId = '' }) => LogicalResourceId);
  return [home, region, 'us-west-2'].filter((one) => ids.some((id) => id.includes(one.replaceAll('-', '')))).sort();
}

async function records(): Promise<unknown[]> {
  const { ResourceRecordSets = [] } = await client(Route53Client, home).send(
    new ListResourceRecordSetsCommand({ HostedZoneId: zone }),
  );
  return ResourceRecordSets.map(({ SetIdentifier }) => SetIdentifier).filter((one) => one !== undefined);
}

describe('region remove', () => {
  test('without --yes reads how far it is, and does nothing', async () => {
    const from = proxy.calls.length;

    const { status, stdout, stderr } = await remove();

    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/1\. drain \(to do\).*\n2\. un-record \(to do\).*\n3\. destroy \(to do\)/);
    expect(stdout).toMatch(/us-east-2 │ llama-70b │ +\d+–\d+ │ +none │/);
    expect(stdout).toContain('Nothing was done. To do it: npx polyregion region remove us-east-2 --yes');
    expect(mutations(proxy.calls.slice(from))).toEqual([]);
    expect(read('fleet.yaml')).toBe(fleetText);
  });

  test("refuses another account's credentials, which may hold a fleet of the same name", async () => {
    writeFileSync(join(folder, 'fleet.yaml'), edit(fleetText, 'account: "111122223333"', 'account: "444455556666"'));
    const from = proxy.calls.length;

    const { status, stderr } = await remove('--yes');

    writeFileSync(join(folder, 'fleet.yaml'), fleetText);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'account: is not the account of these credentials, got "111122223333", expected 444455556666',
    );
    expect(mutations(proxy.calls.slice(from))).toEqual([]);
  });

  test('says one thing without credentials', async () => {
    const { status, stderr } = await startProgram(
      folder,
      join(projectRoot, 'dist/bin/polyregion.js'),
      ['region', 'remove', region, '--yes'],
      { ...environment(), AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    ).done;

    expect(status).toBe(1);
    expect(stderr.match(/^error /gm)).toHaveLength(1);
    expect(stderr).toContain('sts:GetCallerIdentity: has no credentials');
  });

  test('drains first, reports the remaining traffic, and ends with Ctrl-C between two calls', async () => {
    const withdrawn = () => proxy.calls.some((call) => call.startsWith('POST /2013-04-01/healthcheck/'));

    const { status, stderr } = await signal(start('--yes'), 'SIGINT', withdrawn);

    expect(status, stderr).toBe(130);
    expect(stderr).toContain('us-east-2: DNS stops answering with us-east-2.chat.united-states.ai.example.com');
    expect(stderr).toContain('interrupted; what is done is kept. To go on, run it again');
    expect(await answers()).toEqual(['us-east-1', 'us-east-2 withdrawn', 'us-west-2']);
    expect(read('fleet.yaml')).toBe(fleetText);
    expect(await groupSizes()).toMatchObject({ min: 2, max: 3, instances: 2 });
    expect((await remove()).stdout).toContain('1. drain (begun)');
  });

  test('killed when the fleet file was written, leaves it valid and every stack standing', async () => {
    const written = () => read('fleet.yaml') !== fleetText;

    const { stderr } = await signal(start('--yes', '--wait-at-most', '0'), 'SIGKILL', written);

    expect(stderr).toContain('12 requests and 0 connections in the minute of');
    expect(stderr).toContain('continuing after 0 s, the limit of --wait-at-most');
    expect(read('fleet.yaml')).toBe(fleetText.replaceAll(threeRegions, twoRegions));
    expect(read('fleet.lock.yaml')).not.toContain('us-east-2');
    expect(read('fleet.lock.yaml').split('\n')[0]).toBe(lockText.split('\n')[0]);
    expect((await standing()).sort()).toEqual(regionStacks(fleet, region).sort());
    expect((await remove()).stdout).toMatch(/1\. drain \(begun\).*\n2\. un-record \(begun\).*\n3\. destroy \(to do\)/);
  });

  test('goes on: the answer leaves DNS, groups go to zero, then stacks; killed again in the middle of those', async () => {
    const from = proxy.calls.length;
    const deleting = () => proxy.calls.slice(from).some((call) => call.startsWith('DeleteStack'));

    const { stderr } = await signal(start('--yes', '--wait-at-most', '0'), 'SIGKILL', deleting);

    expect(stderr).toContain(`us-east-2: ${group} goes to zero`);
    expect(stderr).toContain('us-east-2: deletion protection of its load balancer is off');
    expect(stderr).toContain('us-east-2: assistant-operations-us-east-2 leaves AWS::KMS::Key ');
    expect(atFirstDeletion).toEqual({
      traffic: ['us-east-1', 'us-west-2'],
      records: expect.not.arrayContaining(['us-east-2']),
      group: { min: 0, max: 0, instances: 0, suspended: ['Launch', 'ScheduledActions'] },
    });
  });

  test('goes on to the end: stacks in the order of what needs what, and what is kept with its commands', async () => {
    const { status, stdout, stderr } = await remove('--yes', '--wait-at-most', '0');

    expect(status, stderr).toBe(0);
    expect(await standing()).toEqual([]);
    const deleted = proxy.calls.filter((call) => call.startsWith('DeleteStack')).map((call) => call.split(' ')[1]);
    expect([...new Set(deleted)]).toEqual(regionStacks(fleet, region));
    const bucket = artifactBucketName({ fleet, account, region });
    expect(stdout).toContain(
      `AWS::S3::Bucket ${bucket}\n   aws s3api delete-objects --bucket ${bucket} --delete "$(aws s3api`,
    );
    expect(stdout).toContain(`aws ecr delete-repository --repository-name ${fleet}/engine --force --region us-east-2`);
    expect(stdout).toContain('npx cdk deploy --all');
    await client(S3Client).send(new HeadBucketCommand({ Bucket: bucket }));
    expect(existsSync(join(folder, 'fleet.yaml.draft'))).toBe(false);
  });

  test('finds nothing left when run once more', async () => {
    const from = proxy.calls.length;

    const { status, stdout, stderr } = await remove('--yes');

    expect(status, stderr).toBe(0);
    expect(stdout).toBe('us-east-2: nothing is left of it in the fleet file or its stacks\n');
    const { acted, steps } = JSON.parse((await remove('--yes', '--json')).stdout);
    expect(acted).toBe(false);
    expect(steps.map(({ state }: { state: string }) => state)).toEqual(['done', 'done', 'done']);
    expect(mutations(proxy.calls.slice(from))).toEqual([]);
    expect(moto.log()).not.toMatch(/" 500 /);
  });
});

describe('destroy', () => {
  const destroy = (...args: string[]): Promise<Run> =>
    startProgram(folder, join(projectRoot, 'dist/bin/polyregion.js'), ['destroy', ...args], environment()).done;
  const stacksAtHome = async (): Promise<string[]> => {
    const { StackSummaries = [] } = await client(CloudFormationClient, home).send(new ListStacksCommand({}));
    return StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
      ({ StackName = '' }) => StackName,
    );
  };

  test('says what goes and what stays, and with --yes takes the names, then the region, in that order', async () => {
    // GIVEN the names of the fleet, and one region of it
    for (const [StackName, template] of regionTemplates({ fleet, account, region: home }, 'llama-70b')) {
      await client(CloudFormationClient, home).send(
        new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }),
      );
    }
    const before = (await stacksAtHome()).sort();
    const from = proxy.calls.length;

    const dry = await destroy();

    expect(dry.status, dry.stderr).toBe(0);
    expect(dry.stdout).toMatch(
      /1\. names in us-east-1: .*assistant-traffic\n2\. region in us-west-2: .*nothing is left\n/,
    );
    expect(dry.stdout).toContain(`AWS::S3::Bucket ${artifactBucketName({ fleet, account, region: home })}`);
    expect(dry.stdout).toContain('Nothing was done. To do it: npx polyregion destroy --yes');
    expect(mutations(proxy.calls.slice(from))).toEqual([]);
    expect((await stacksAtHome()).sort()).toEqual(before);

    const done = await destroy('--yes');

    expect(done.status, done.stderr).toBe(0);
    expect(await stacksAtHome()).toEqual([]);
    const deleted = proxy.calls.slice(from).filter((call) => call.startsWith('DeleteStack'));
    expect([...new Set(deleted.map((call) => call.split(' ')[1]))]).toEqual([
      `${fleet}-traffic`,
      ...regionStacks(fleet, home),
    ]);
    expect(done.stdout).toContain(
      `aws ecr delete-repository --repository-name ${fleet}/engine --force --region ${home}`,
    );
    expect((await destroy()).stdout).toBe('No stack of the fleet is left in the regions of the fleet file.\n');
  }, 60_000);
});
