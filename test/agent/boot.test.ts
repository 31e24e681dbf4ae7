import { describe, expect } from 'vitest';
import { launchFailed } from '../../lib/contract/agent-events';
import { coldStartStages } from '../../lib/contract/cold-start';
import { metricNames } from '../../lib/contract/metrics';
import { type AgentHost, hostParameters } from '../support/agent-host';
import { test } from '../support/agent-test';
import { allEvents, chat, eventually } from '../support/engine-client';
import { storeWeights } from '../support/stored-weights';
import { startTlsFront } from '../support/tls-front';

type Point = { readonly Dimensions: { Name: string; Value: string }[]; readonly Value: number };

/** Stages of the cold start as they were published, seconds. */
async function stagesOf(host: AgentHost): Promise<Map<string | undefined, number>> {
  const points = (await host.metric(metricNames.coldStartSeconds)) as unknown as Point[];
  return new Map(
    points.map(({ Dimensions, Value }) => [Dimensions.find(({ Name }) => Name === 'Stage')?.Value, Value]),
  );
}

/** Sends health checks like the load balancer until it would have registered the instance. */
const untilRegistered = (host: AgentHost): Promise<void> =>
  eventually(async () => {
    await host.ready();
    return (await host.metric(metricNames.coldStartSeconds)).length > 0;
  });

describe('an instance that starts', () => {
  test.concurrent('enters service once its model has answered, serves, and tells its load and how long it took', async ({
    agents,
  }) => {
    const host = await agents.start({ behaviour: { loadSeconds: 20 } });
    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => (await chat(host.servingUrl, 'too early')).status === 503);
    expect(await host.hooks()).toEqual([]);

    await eventually(async () => (await host.ready()) === 200);
    await eventually(async () => (await host.hooks()).length > 0);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);

    const answer = await chat(host.servingUrl, 'hello', { stream: true, max_tokens: 3 });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect((await allEvents(answer)).at(-1)).toBe('[DONE]');

    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length >= 2);
    expect((await host.metric(metricNames.requestsInFlight)).map(({ Value }) => Value)).toContain(0);
    await untilRegistered(host);
    const stages = await stagesOf(host);
    expect([...stages.keys()]).toEqual([...coldStartStages, 'total']);
    const told = (await host.metric(metricNames.coldStartSeconds)).map(({ Dimensions }) =>
      Object.fromEntries((Dimensions as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value])),
    );
    const cell = { Fleet: 'assistant', Model: 'llama-8b' };
    const pool = { InstanceType: 'g6e.2xlarge', Pool: 'baseline' };
    expect(told).toEqual(
      [...coldStartStages, 'total'].flatMap((Stage) => [
        { ...cell, Stage },
        { ...cell, Stage, ...pool },
      ]),
    );
    await eventually(async () => (await host.metric(metricNames.replicasReady)).length > 0);
    expect((await host.metric(metricNames.replicasReady))[0]?.Value).toBe(2);
    // The one that the client asked; completions that the agent asked itself are no requests.
    await eventually(async () => (await host.total(metricNames.requests)) > 0);
    expect(await host.total(metricNames.requests)).toBe(1);
  });

  test.concurrent('that loads slowly, yet within its limit, is waited for, and its slow stage is told', async ({
    agents,
  }) => {
    const loadSeconds = 120;
    const host = await agents.start({ behaviour: { loadSeconds } });
    const before: number[] = [];

    await eventually(async () => {
      const status = await host.ready();
      before.push(status);
      return status === 200;
    });

    expect(before.filter((status) => status === 503).length).toBeGreaterThan(0);
    await eventually(async () => (await host.hooks()).length > 0);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    expect(await host.events(launchFailed)).toEqual([]);
    expect(host.lines('engine restarts')).toEqual([]);
    await untilRegistered(host);
    const stages = await stagesOf(host);
    expect(stages.get('loadToGpu')).toBeGreaterThanOrEqual(loadSeconds);
    expect(stages.get('total')).toBeLessThan(hostParameters.launchLimitSeconds);
  });

  test.concurrent('F14: gives up at its limit where the engine hangs while it loads, and says in which stage', async ({
    agents,
  }) => {
    const host = await agents.start({ behaviour: { hangAtLoad: true }, parameters: { launchLimitSeconds: 300 } });

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await host.events(launchFailed)).toEqual([
      {
        fleet: 'assistant',
        model: 'llama-8b',
        instanceId: 'i-0123456789abcdef0',
        reason: 'engine',
        stage: 'loadToGpu',
        problem: 'no answer within 270 s',
      },
    ]);
    expect(await host.ready()).toBe(503);
    expect((await chat(host.servingUrl, 'hello')).status).toBe(503);
    expect(await host.calls('PutMetricData')).toEqual([]);
    await eventually(async () => host.runningEngines().length === 0);
  });

  test.concurrent('F14: gives up where the engine ends again and again while it loads', async ({ agents }) => {
    const host = await agents.start({ behaviour: { crashAtLoad: true } });

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await host.events(launchFailed)).toEqual([
      expect.objectContaining({ reason: 'engine', stage: 'loadToGpu' }),
    ]);
    expect(await host.ready()).toBe(503);
    const started = host.lines('engine started').length;
    await host.pass(60);
    expect(host.lines('engine started'), 'what was given up is not started again').toHaveLength(started);
    expect(host.runningEngines()).toEqual([]);
  });

  test.concurrent('F15: is prepared for the warm pool first, and ready only on its way into service', async ({
    agents,
  }) => {
    const host = await agents.start({ instance: { targetLifecycleState: 'Warmed:Stopped' } });
    const seen = new Set<number>();

    await eventually(async () => {
      seen.add(await host.ready());
      return (await host.hooks()).length === 1;
    });
    expect(host.lines('hook completed')).toEqual([expect.objectContaining({ targetState: 'Warmed:Stopped' })]);
    expect(seen, 'an engine that still compiles for the first time must not be ready').not.toContain(200);
    expect((await chat(host.servingUrl, 'hello')).status).toBe(503);
    expect(host.lines('engine ready')).toHaveLength(2);
    expect(host.runningEngines(), 'nothing is stopped in the middle').toEqual([]);
    expect(host.lines('weights file proved')).toHaveLength(3);
    expect(await host.calls('PutMetricData')).toEqual([]);

    await host.killAgent('SIGTERM'); // stopped by Auto Scaling, and started again
    await host.metadata.control({ targetLifecycleState: 'InService' });
    // Ready before Auto Scaling has come to the second hook.
    await host.recorder.answer([
      {
        service: 'autoscaling',
        operation: 'CompleteLifecycleAction',
        times: 1,
        status: 400,
        code: 'ValidationError',
        message: 'No active Lifecycle Action found',
      },
    ]);
    host.start();
    await eventually(async () => (await host.ready()) === 200);
    await eventually(async () => (await host.hooks()).length === 2);

    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-launch CONTINUE']);
    expect(host.lines('hook completed').map(({ targetState }) => targetState)).toEqual(['Warmed:Stopped', 'InService']);
    expect(host.lines('weights file proved'), 'nothing is fetched again').toHaveLength(3);
    await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length > 0);
  });
});

test.concurrent('weights are downloaded over TLS, and only from a server whose certificate a trusted authority signed', async ({
  agents,
  weights,
  onTestFinished,
}) => {
  const front = await startTlsFront(weights.s3Url);
  onTestFinished(() => front.stop());

  const [trusting, wary] = await Promise.all([
    agents.start({ s3Url: front.url, environment: { NODE_EXTRA_CA_CERTS: front.certificateFile } }),
    agents.start({ s3Url: front.url }),
  ]);

  await eventually(async () => (await trusting.ready()) === 200);
  expect(trusting.lines('weights file proved')).toHaveLength(3);
  await eventually(async () => wary.lines('retrying').some(({ what }) => what === 'manifest'));
  expect(wary.lines('weights file proved')).toEqual([]);
});

describe('weights that are not those that were pinned', () => {
  test.concurrent.for([
    ['a file of them', 'model-00001-of-00001.safetensors', Buffer.alloc(65 * 1024 * 1024)],
    ['their manifest', 'manifest.json', Buffer.from('{"version":1,"files":[]}')],
  ] as const)('fail the launch, which names %s', async ([_what, path, bytes], { agents, onTestFinished }) => {
    const own = await storeWeights();
    onTestFinished(() => own.moto.stop());
    await own.replace(path, bytes);
    const host = await agents.start({ s3Url: own.s3Url, parameters: { weightsManifest: own.weightsManifest } });

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(host.lines('launch abandoned')).toEqual([
      expect.objectContaining({ reason: 'weights', stage: 'weights', problem: `${path}: is not what was pinned` }),
    ]);
    expect(await host.events(launchFailed)).toEqual([
      expect.objectContaining({ reason: 'weights', stage: 'weights', instanceId: 'i-0123456789abcdef0' }),
    ]);
    expect(host.lines('engine started')).toEqual([]);
    expect(await host.ready()).toBe(503);
    expect(await host.calls('PutMetricData')).toEqual([]);
  });
});
