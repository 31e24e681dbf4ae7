import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulationOf } from '../../scripts/account-test-checks';
import { appWithoutServing, hoursAtMost, missingFlags, mostUsd, testFleetText } from '../../scripts/account-test-fleet';
import { startProgram } from '../support/cli';
import { planOf } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';

const flags = {
  account: '444455556666',
  hostedZone: 'Z0000000000TRIAL',
  domain: 'test.example.com',
  spendAtMostUsd: 5,
  yes: true,
};
const text = testFleetText(readText('fleets/small-team.yaml'), flags);
const { plan } = planOf(text);

describe('the fleet that goes to a real account', () => {
  test("is the smallest example under a name of its own, with the account's zone", () => {
    expect(plan?.fleet).toMatchObject({
      name: 'polyregion-trial',
      account: '444455556666',
      hostedZoneId: 'Z0000000000TRIAL',
      domain: 'test.example.com',
    });
  });

  test('fails where the example has lost a line that is replaced', () => {
    expect(() => testFleetText('name: x\n', flags)).toThrow('fleets/small-team.yaml: no line account');
  });

  test('has no stack that serves, nothing that launches, and a tag on its keys and buckets', () => {
    const stacks = plan && appWithoutServing(plan, mkdtempSync(join(tmpdir(), 'polyregion-test-'))).synth().stacks;
    const resources = stacks?.flatMap(({ template }) =>
      Object.values<{ Type: string; Properties: object }>(template.Resources),
    );
    const ofType = (type: RegExp) => resources?.filter(({ Type }) => type.test(Type)) ?? [];

    expect(stacks?.map(({ stackName }) => stackName.replace('polyregion-trial-', '')).sort()).toEqual([
      'account',
      'artifacts-us-east-2',
      'network-us-east-2',
      'operations-us-east-2',
    ]);
    expect(ofType(/AutoScaling|LaunchTemplate|EC2::Instance|LoadBalanc|Route53/)).toEqual([]);
    expect(ofType(/S3::Bucket$|KMS::Key/).length).toBeGreaterThan(2);
    for (const { Properties } of ofType(/S3::Bucket$|KMS::Key/)) {
      expect(Properties).toMatchObject({ Tags: expect.arrayContaining([{ Key: 'Phase', Value: 'shared' }]) });
    }
  });

  test('is priced at the upper end of what it costs besides instances, an hour longer than it may last', () => {
    const usd = (value: number, high?: number) => ({ usdPerMonth: { value, high } });

    // 730 hours a month: 365 + 365 USD are 1 USD an hour, not the 0.75 of the lower value
    const overheads = { overheads: [usd(182.5, 365)], accountOverhead: usd(365) } as unknown as Parameters<
      typeof mostUsd
    >[0];
    expect(mostUsd(overheads)).toBeCloseTo(hoursAtMost + 1);
  });
});

test('every flag that is missing is named', () => {
  expect(missingFlags({})).toEqual([
    '--account ID',
    '--hosted-zone ID',
    '--domain NAME',
    '--spend-at-most-usd N',
    '--yes',
  ]);
  expect(missingFlags({ ...flags, yes: undefined })).toEqual(['--yes']);
});

test("IAM's simulator is asked about a statement under its own conditions", () => {
  const Condition = { StringEquals: { 'cloudwatch:namespace': 'Polyregion' } };

  expect(
    simulationOf({ Action: 'cloudwatch:PutMetricData', Resource: ['*', 'arn:aws:logs:::x:*'], Condition }),
  ).toEqual({
    ActionNames: ['cloudwatch:PutMetricData'],
    ResourceArns: ['*', 'arn:aws:logs:::x:any'],
    ContextEntries: [
      { ContextKeyName: 'cloudwatch:namespace', ContextKeyType: 'string', ContextKeyValues: ['Polyregion'] },
    ],
  });
});

describe('npm run test:account refuses', () => {
  /** Answers GetCallerIdentity and nothing else. */
  let sts: Server;
  let asked: string[];

  beforeAll(async () => {
    sts = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => asked.push(body));
      request.on('end', () =>
        response.end(
          '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
        ),
      );
    }).listen(0, '127.0.0.1');
    await once(sts, 'listening');
  });

  afterAll(() => void sts.close());

  const all = [
    '--account',
    '444455556666',
    '--hosted-zone',
    'Z0000000000TRIAL',
    '--domain',
    'test.example.com',
    '--yes',
  ];
  const nobody = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  test.each([
    [
      'without its flags',
      ['--yes'],
      nobody,
      /got no --account ID, --hosted-zone ID, --domain NAME, --spend-at-most-usd N,/,
    ],
    [
      'to spend more than it may',
      [...all, '--spend-at-most-usd', '0.01'],
      nobody,
      /got \d+\.\d\d USD at most, expected no more than 0\.01/,
    ],
    ['a limit that is no number', [...all, '--spend-at-most-usd', 'much'], nobody, /expected no more than NaN/],
    ['without credentials', [...all, '--spend-at-most-usd', '50'], nobody, /sts:GetCallerIdentity: has no credentials/],
    ["another account's credentials", [...all, '--spend-at-most-usd', '50'], {}, /111122223333/],
  ])('%s', async (_, args, credentials, message) => {
    asked = [];
    const { port } = sts.address() as AddressInfo;
    const { status, stdout, stderr } = await startProgram(
      projectRoot,
      join(projectRoot, 'dist/scripts/test-account.js'),
      args,
      { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...credentials },
    ).done;

    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(asked.filter((body) => !body.includes('GetCallerIdentity'))).toEqual([]);
  });
});
