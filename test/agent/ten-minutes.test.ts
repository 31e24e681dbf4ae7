import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, vi } from 'vitest';
import { agentEventSource, repairRequested } from '../../lib/contract/agent-events';
import { environmentNames } from '../../lib/contract/environment';
import { metricNames, metricNamespace } from '../../lib/contract/metrics';
import { poolGroupName } from '../../lib/contract/names';
import { repairTable } from '../../lib/contract/repair';
import { type AgentHost, cacheSaltRule, hostParameters } from '../support/agent-host';
import { test } from '../support/agent-test';
import { runBundle } from '../support/bundle';
import { chat, eventually } from '../support/engine-client';
import { nobody, startRecorder } from '../support/recorder';

const tenMinutes = 600;
const one = { parameters: { replicasPerInstance: 1 } };

/** Asks both ports again and again while seconds of the agent pass; what came back. */
async function watch(host: AgentHost, seconds: number) {
  const seen = { ready: new Set<number>(), answers: [] as number[] };
  let over = false;
  const asking = (async () => {
    while (!over) {
      seen.ready.add(await host.ready());
      seen.answers.push((await chat(host.servingUrl, 'hello', { max_tokens: 5 })).status);
      await host.pass(2);
    }
  })();
  await host.pass(seconds);
  over = true;
  await asking;
  return seen;
}

describe('ten minutes', () => {
  test.concurrent('of a full engine are no fault: it is ready, refuses what is too much, and its load is told', async ({
    agents,
  }) => {
    const host = await agents.inService(one);
    await host.controlEngine(0, { busy: true, queueFull: true });

    const { ready, answers } = await watch(host, tenMinutes);

    expect([...ready]).toEqual([200]);
    expect(new Set(answers), 'the answer of a full queue is passed on').toEqual(new Set([503]));
    expect(host.lines('engine restarts')).toEqual([]);
    expect(await host.events(repairRequested)).toEqual([]);
    const values = async (name: string): Promise<Set<unknown>> =>
      new Set((await host.metric(name)).map(({ Value }) => Value));
    expect(await values(metricNames.replicasReady)).toEqual(new Set([1]));
    expect(await values(metricNames.engineRestarts)).toEqual(new Set([0]));
    const tokens = (await host.metric(metricNames.outputTokens)).slice(1);
    expect(tokens.length).toBeGreaterThanOrEqual(7);
    expect(tokens.filter(({ Value }) => !(Number(Value) > 0))).toEqual([]);
  });

  test.concurrent('F17: of throttling hold up no engine; the hook is completed once, afterwards', async ({
    agents,
  }) => {
    const host = await agents.start({ behaviour: { loadSeconds: 10 } });
    await host.recorder.answer([cacheSaltRule, { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' }]);
    await eventually(async () => (await host.ready()) === 200);

    const { ready, answers } = await watch(host, tenMinutes);

    expect([...ready]).toEqual([200]);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await host.hooks()).toEqual([]);
    const tries = host.lines('retrying').filter(({ what }) => what === 'polyregion-launch').length;
    expect(tries).toBeGreaterThan(5);
    // One, two, four, ... thirty-two seconds and then one a minute, each at least half as long.
    expect(tries).toBeLessThan(32);

    await host.recorder.answer([]);
    await eventually(async () => (await host.hooks()).length > 0);
    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length >= 2);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    expect(host.lines('engine restarts')).toEqual([]);
  });

  test.concurrent('F17: without AWS are told later, each moment once and at its own time; a fault that lasts is reported then', async ({
    agents,
  }) => {
    const host = await agents.inService();
    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length > 0);
    await host.recorder.answer([{ drop: true }]);
    host.kernelSays('NVRM: Xid (PCI:0000:38:00): 79, pid=4711, GPU has fallen off the bus.');

    const { ready, answers } = await watch(host, tenMinutes);

    expect([...ready]).toEqual([200]);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect((await host.calls('PutEvents')).map(({ status }) => status)).not.toContain(200);
    await host.recorder.forget();
    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length > tenMinutes / 20);
    const times = (await host.metric(metricNames.requestsInFlight))
      .map(({ Timestamp }) => Date.parse(String(Timestamp)) / 1000)
      .slice(0, tenMinutes / 20);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.filter((time, index) => time - (times[index - 1] ?? 0) < 5)).toEqual([]);
    await eventually(async () => (await host.events(repairRequested)).length > 0);
    expect(await host.events(repairRequested)).toEqual([expect.objectContaining({ xidCodes: [79] })]);
    expect(await host.hooks()).toEqual([]);
  });

  test.concurrent('F17: of silence are not waited for: a call without an answer is given up and made again', async ({
    agents,
  }) => {
    const recorder = await startRecorder();
    await recorder.answer([
      cacheSaltRule,
      { service: 'autoscaling', times: 1, delaySeconds: 600 },
      { service: 'cloudwatch', times: 1, delaySeconds: 600 },
    ]);
    const host = await agents.start({ recorder });

    await eventually(async () => (await host.hooks()).length > 0);
    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    expect(host.lines('retrying').map(({ what }) => what)).toEqual(['polyregion-launch', 'metrics']);
    await recorder.stop('SIGKILL');
  });
});

describe('a prompt that hangs the engine of every instance', () => {
  test.concurrent('F12: has one replaced at most, then repairs are held and on-call is paged', async ({
    agents,
    weights,
    onTestFinished,
  }) => {
    const { fleet, model } = hostParameters;
    const client = { endpoint: weights.s3Url, region: 'us-east-1', credentials: nobody };
    const group = poolGroupName({ fleet, model }, 'baseline');
    const autoScaling = new AutoScalingClient(client);
    await autoScaling.send(
      new CreateLaunchConfigurationCommand({
        LaunchConfigurationName: 'x',
        ImageId: 'ami-12c6146b',
        InstanceType: 'g6e.2xlarge',
      }),
    );
    await autoScaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: group,
        LaunchConfigurationName: 'x',
        MinSize: 3,
        MaxSize: 3,
        AvailabilityZones: ['us-east-1a'],
      }),
    );
    const instances = async () =>
      (await autoScaling.send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups?.[0]?.Instances ?? [];
    await new DynamoDBClient(client).send(
      new CreateTableCommand({
        TableName: 'repair',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [repairTable.partitionKey, repairTable.sortKey].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [
          { AttributeName: repairTable.partitionKey, KeyType: 'HASH' },
          { AttributeName: repairTable.sortKey, KeyType: 'RANGE' },
        ],
      }),
    );
    const recorder = await startRecorder();
    onTestFinished(async () => void (await recorder.stop()));
    await recorder.answer([cacheSaltRule]);
    const hosts = await Promise.all(
      (await instances()).map(({ InstanceId: instanceId }) =>
        agents.start({ ...one, recorder, instance: { instanceId }, behaviour: { loadSeconds: 1, poison: 'Zwolle' } }),
      ),
    );
    const asked = async () => (await hosts[0]?.events(repairRequested)) ?? [];
    const allAsked = async (): Promise<boolean> =>
      new Set((await asked()).map(({ instanceId }) => instanceId)).size === hosts.length;

    // A client that does not give up, at whichever instance answers.
    let over = false;
    const clients = hosts.map(async (host) => {
      while (!over) {
        await chat(host.servingUrl, 'was she born in Zwolle').catch(() => undefined);
        await host.pass(1);
      }
    });
    await eventually(allAsked);
    over = true;
    await Promise.all(clients);

    const outcomes: string[] = [];
    const print = vi.spyOn(console, 'info').mockImplementation((line: string) => {
      outcomes.push(String(JSON.parse(line).outcome));
    });
    for (const detail of await asked()) {
      expect(detail).toMatchObject({ fleet, model, reason: 'engine-hang', xidCodes: [] });
      const event = {
        source: agentEventSource,
        'detail-type': repairRequested,
        time: new Date().toISOString(),
        detail,
      };
      await runBundle('gpu-repair', event, weights.s3Url, {
        [environmentNames.fleet]: fleet,
        [environmentNames.models]: JSON.stringify([model]),
        [environmentNames.repairTable]: 'repair',
      });
    }
    print.mockRestore();

    expect(outcomes.slice(0, 3)).toEqual(['replaced', 'held', 'held']);
    expect((await instances()).filter(({ HealthStatus }) => HealthStatus === 'Unhealthy')).toHaveLength(1);
    const { Datapoints } = await new CloudWatchClient(client).send(
      new GetMetricStatisticsCommand({
        Namespace: metricNamespace,
        MetricName: metricNames.repairsHeld,
        Dimensions: [
          { Name: 'Fleet', Value: fleet },
          { Name: 'Model', Value: model },
        ],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 3600,
        Statistics: ['Maximum'],
      }),
    );
    expect(Datapoints?.map(({ Maximum }) => Maximum)).toContain(1);
    for (const host of hosts) {
      expect(host.lines('engine restarts').length, 'restarted in place first').toBeGreaterThanOrEqual(4);
      expect(host.journal()).not.toContain('Zwolle');
      await eventually(async () => (await host.ready()) === 200);
    }
  });
});
