import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCdk } from '../../local/deploy/cdk-cli';
import { checkDeployment } from '../../local/deploy/check-deployment';
import {
  changedFleet,
  type Deployment,
  type DeployOptions,
  deployFleet,
  deployStacks,
  synthesizeFleet,
} from '../../local/deploy/deploy-fleet';
import { emulatedAws } from '../../local/deploy/emulated-aws';
import { startEmulator } from '../../local/emulators/emulators';
import type { ServerProcess } from '../../local/emulators/server-process';
import { edit } from '../support/fleets';
import { readText } from '../support/project-root';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const account = '111122223333';
/** The smallest example: one workload, one region. */
const before = readText('fleets/small-team.yaml');
const serving = 'small-team-serving-us-east-2';

let ministack: ServerProcess;
let options: DeployOptions;
let deployed: Deployment;

/** What the CDK CLI writes under its tables: one line for each resource that an update touches. */
const announced = (diff: string): string[] =>
  diff
    .split('\n')
    .filter((line) => /^\[[+~-]\] AWS::/.test(line))
    .map((line) => line.trim());

async function physicalIds(of: Deployment): Promise<Map<string, string | undefined>> {
  const ids = new Map<string, string | undefined>();
  for (const { name, region } of of.stacks) {
    const client = new CloudFormationClient(emulatedAws(ministack, region, account));
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: name })) {
      for (const { LogicalResourceId, PhysicalResourceId } of StackResourceSummaries) {
        ids.set(`${name} ${LogicalResourceId}`, PhysicalResourceId);
      }
    }
    client.destroy();
  }
  return ids;
}

async function synthesized(name: string, text: string) {
  const fleet = join(folder, `${name}.yaml`);
  writeFileSync(fleet, text);
  return synthesizeFleet(fleet, join(folder, name));
}

beforeAll(async () => {
  mkdirSync(join(folder, 'home'), { recursive: true });
  ministack = await startEmulator('ministack', { account, folder: join(folder, 'ministack') });
  options = {
    emulator: 'ministack',
    server: ministack,
    synthesized: await synthesized('before', before),
    folder: join(folder, 'deployment'),
    progress: () => undefined,
  };
  deployed = await deployFleet(options);
});

afterAll(() => ministack?.stop());

const cdk = () => ({ endpoint: ministack.url, account, home: join(folder, 'home') });

test('without a value for what the lock file leaves unresolved, the deployment itself refuses', async () => {
  const { status, output } = await runCdk(
    ['deploy', serving, '--exclusively', '--app', deployed.folder, '--no-previous-parameters'],
    cdk(),
  );

  expect(status).toBe(1);
  expect(output).toMatch(/Parameters are missing a value: .*MachineImageId/);
});

describe('a fleet file that changed', () => {
  test('as nothing did, changes nothing', async () => {
    const { status, output } = await runCdk(['diff', '--fail', '--app', deployed.folder], cdk());

    expect(status, output).toBe(0);
    expect(output).toContain('Number of stacks with differences: 0');
  });

  test('in its budget and the order of its types replaces nothing that the diff did not announce', async () => {
    const larger = edit(before, 'evaluation: 200', 'evaluation: 400');
    const after = edit(larger, '[g6e.2xlarge, g6e.4xlarge]', '[g6e.4xlarge, g6e.2xlarge]');
    const changed = { ...options, synthesized: await synthesized('after', after) };
    const held = await physicalIds(deployed);

    const next = await changedFleet(deployed, changed);
    const { output } = await runCdk(['diff', '--app', next.folder], cdk());
    await deployStacks(next, changed);

    expect(await checkDeployment(next)).toEqual([]);
    const touched = announced(output);
    expect(touched).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\[~\] AWS::AutoScaling::AutoScalingGroup Cells\/llama-8b\/Baseline /),
        expect.stringMatching(/^\[~\] AWS::CloudWatch::Alarm .*spending-above-plan-evaluation /),
      ]),
    );
    const now = await physicalIds(next);
    const replaced = [...held].filter(([resource, id]) => now.get(resource) !== id).map(([resource]) => resource);
    const logicalIds = touched.filter((line) => /replaced?$/.test(line)).map((line) => line.split(' ').at(3));
    expect(replaced.filter((resource) => !logicalIds.includes(resource.split(' ')[1]))).toEqual([]);
    expect(replaced.filter((resource) => resource.startsWith(serving))).toEqual([]);
  });
});
