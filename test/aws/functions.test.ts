import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, inject, test } from 'vitest';
import { emulatedAws } from '../../local/deploy/emulated-aws';
import { runDeployedFunction } from '../../local/deploy/run-deployed-function';
import { projectRoot } from '../support/project-root';
import { originals } from './originals';
import { temporaryFolder } from './temporary-folder';

const ministack = inject('ministack');
const moto = inject('moto');
const { account, name: fleet } = moto.plan.fleet;
const region = 'us-east-1';

const folders = readdirSync(join(projectRoot, 'lambda')).filter((name) => name !== 'shared');
const functions = originals('AWS::Lambda::Function').filter((one) => one.region === region);

/** Real events, one or more for each function. */
const events = folders.flatMap((name) => {
  const samples = join(projectRoot, 'test/lambda', name);
  return readdirSync(samples)
    .filter((file) => file.endsWith('-event.json'))
    .map((file) => [name, file, JSON.parse(readFileSync(join(samples, file), 'utf8'))] as const);
});

test('every function of the project is deployed, and has a sample event', () => {
  expect(functions.map(({ properties }) => properties.FunctionName).sort()).toEqual(
    folders.map((name) => `${fleet}-${name}`).sort(),
  );
  expect([...new Set(events.map(([name]) => name))].sort()).toEqual(folders.sort());
});

describe.each(events)('%s, given %s,', (name, _, event) => {
  const functionName = `${fleet}-${name}`;

  test('runs deployed on ministack, without Docker', async () => {
    const client = new LambdaClient(emulatedAws(ministack, region, account));
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
    );
    client.destroy();

    expect(FunctionError, Buffer.from(Payload ?? []).toString()).toBeUndefined();
  });
});

test('the burn meter that was deployed to moto finds its environment there, and puts real zeros', async () => {
  const found = functions.find(({ properties }) => properties.FunctionName === `${fleet}-burn-meter`);
  const time = new Date(Math.floor(Date.now() / 60_000) * 60_000);

  const { status, output } = await runDeployedFunction(
    { ...moto, server: moto },
    {
      functionName: `${fleet}-burn-meter`,
      region,
      code: assetOf(found?.properties.Code as AssetCode),
      folder: temporaryFolder(),
    },
    { time: time.toISOString() },
  );

  // moto knows no Capacity Reservations, so the function says so, after it has published what runs.
  expect(status, output).toBe(1);
  expect(output).toContain('reservations: not counted');
  const client = new CloudWatchClient(emulatedAws(moto, region, account));
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Polyregion/Money',
      MetricName: 'UsdPerHour',
      Dimensions: [
        { Name: 'Fleet', Value: fleet },
        { Name: 'Phase', Value: 'training' },
      ],
      StartTime: new Date(time.getTime() - 60_000),
      EndTime: new Date(time.getTime() + 120_000),
      Period: 60,
      Statistics: ['Maximum'],
    }),
  );
  client.destroy();
  // The meter sees no instance, because the emulator does not support the wildcard in the filter that the meter uses.
  expect(Datapoints.map(({ Maximum }) => Maximum)).toEqual([0]);
});

interface AssetCode {
  readonly S3Bucket: string | { readonly 'Fn::Sub': string };
  readonly S3Key: string;
}

const assetOf = ({ S3Bucket, S3Key }: AssetCode) => ({
  S3Bucket: typeof S3Bucket === 'string' ? S3Bucket : S3Bucket['Fn::Sub'],
  S3Key,
});
