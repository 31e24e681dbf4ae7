import { rmSync } from 'node:fs';
import { CreateServiceLinkedRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetFolder, type Run } from '../support/cli';
import { type JsonServer, jsonServer } from '../support/json-server';
import { type Emulator, startMoto } from '../support/moto';
import { runCommand } from '../support/run-command';

const account = '111122223333';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };

let moto: Emulator;
/** Moto knows quotas of VPCs only, and no cost allocation tags. */
let quotasAndTags: JsonServer;
let folder = '';
/** Undefined where the account has the default of AWS. */
let grantedVcpus: number | undefined = 0;
const defaultVcpus = 10_000;

beforeAll(async () => {
  folder = fleetFolder('fleets/chat.yaml');
  moto = await startMoto(account);
  quotasAndTags = await jsonServer((operation) => {
    switch (operation) {
      case 'GetServiceQuota':
        return grantedVcpus === undefined
          ? { __type: 'NoSuchResourceException', message: 'no value of its own' }
          : { Quota: { Value: grantedVcpus } };
      case 'GetAWSDefaultServiceQuota':
        return { Quota: { Value: defaultVcpus } };
      case 'ListRequestedServiceQuotaChangeHistoryByQuota':
        return { RequestedQuotas: [{ Status: 'DENIED', DesiredValue: 9999 }] };
      default:
        return { CostAllocationTags: [] };
    }
  });
  const here = { region: 'us-east-1', endpoint: moto.url, credentials };
  await new SSMClient(here).send(
    new PutParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version', Value: '30', Type: 'String' }),
  );
  await new IAMClient(here).send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'autoscaling.amazonaws.com' }));
  const topic = await new SNSClient(here).send(new CreateTopicCommand({ Name: 'assistant-critical' }));
  await new SNSClient(here).send(
    new SubscribeCommand({ TopicArn: topic.TopicArn, Protocol: 'email', Endpoint: 'oncall@example.com' }),
  );
});

afterAll(async () => {
  await quotasAndTags?.close();
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const doctor = (...args: string[]): Promise<Run> =>
  runCommand(folder, ['doctor', ...args], {
    AWS_ENDPOINT_URL: moto.url,
    AWS_ENDPOINT_URL_SERVICE_QUOTAS: quotasAndTags.url,
    AWS_ENDPOINT_URL_COST_EXPLORER: quotasAndTags.url,
  });

test('says of each thing whether it is there, and the command where it is not', async () => {
  const { status, stdout } = await doctor();

  expect(status).toBe(1);
  expect(stdout).toMatch(/^fine {5}credentials: of account 111122223333$/m);
  expect(stdout).toMatch(/^fine {5}region us-west-2: enabled$/m);
  expect(stdout).toMatch(/^fine {5}service role autoscaling: there$/m);
  expect(stdout).toMatch(/^missing {2}service role elasticloadbalancing: /m);
  expect(stdout).toMatch(/^fine {5}bootstrap us-east-1: version 30$/m);
  expect(stdout).toMatch(
    /^missing {2}bootstrap us-west-2: .*\n {9}npx cdk bootstrap aws:\/\/111122223333\/us-west-2$/m,
  );
  expect(stdout).toMatch(/^missing {2}quota us-east-1 L-417A185B: /m);
  expect(stdout).toMatch(/^missing {2}hosted zone /m);
  expect(stdout).toMatch(/^later {4}cost tag Phase: /m);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/Not ready to deploy\.$/);
  expect(stdout.split('\n').filter((line) => line.length > 80 && !/^ {9}(aws|npx) /.test(line))).toEqual([]);
});

test.each([10_000, undefined])(
  'a quota of %s is fine where that or the default is enough, for programs, too',
  async (granted) => {
    grantedVcpus = granted;

    const { checks } = JSON.parse((await doctor('--json')).stdout);

    const quotas = checks.filter(({ about }: { about: string }) => about === 'quota');
    expect(quotas.length).toBeGreaterThan(0);
    expect(quotas.map(({ state }: { state: string }) => state)).toEqual(quotas.map(() => 'fine'));
  },
);
