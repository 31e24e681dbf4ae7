import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { coldStartStages, launchFailed } from '../../lib/contract/cold-start';
import { metricNames } from '../../lib/contract/metrics';
import { type StartProps, startHost } from '../support/agent-fixture';
import type { AgentHost } from '../support/agent-host';
import { allEvents, chat, eventually } from '../support/engine-client';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

let weights: StoredWeights;
let host: AgentHost | undefined;

beforeAll(async () => {
  weights = await storeWeights();
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
});
afterAll(() => weights.moto.stop());

async function start(props: StartProps = {}): Promise<AgentHost> {
  host = await startHost(weights, props);
  return host;
}

describe('an instance that starts', () => {
  test('enters service once its model has answered, serves, and tells its load and how long it took', async () => {
    const started = await start({ behaviour: { loadSeconds: 20 } });
    await eventually(async () => (await started.ready()) === 503);
    expect(await started.hooks()).toEqual([]);

    await eventually(async () => (await started.ready()) === 200);
    await eventually(async () => (await started.hooks()).length > 0);
    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE']);

    const answer = await chat(started.servingUrl, 'hello', { stream: true, max_tokens: 3 });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect((await allEvents(answer)).at(-1)).toBe('[DONE]');

    await eventually(async () => (await started.metric(metricNames.requestsInFlight)).length >= 2);
    expect((await started.metric(metricNames.requestsInFlight)).map(({ Value }) => Value)).toContain(0);

    // As the load balancer asks, until it would have registered the instance.
    await eventually(async () => {
      await started.ready();
      return (await started.metric(metricNames.coldStartSeconds)).length > 0;
    });
    const stages = (await started.metric(metricNames.coldStartSeconds)).map(({ Dimensions }) =>
      (Dimensions as { Name: string; Value: string }[]).find(({ Name }) => Name === 'Stage'),
    );
    expect(stages.map((stage) => stage?.Value)).toEqual([...coldStartStages, 'total']);
  });

  test('gives up at its limit where the engine hangs while it loads, and says in which stage', async () => {
    const started = await start({ behaviour: { hangAtLoad: true }, parameters: { launchLimitSeconds: 90 } });

    await eventually(async () => (await started.hooks()).length > 0);

    expect(await started.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await started.events(launchFailed)).toEqual([
      expect.objectContaining({ reason: 'engine', stage: 'loadToGpu', instanceId: 'i-0123456789abcdef0' }),
    ]);
    expect(await started.ready()).toBe(503);
    expect(await started.metric(metricNames.requestsInFlight)).toEqual([]);
  });

  test('gives up where the engine ends again and again while it loads', async () => {
    const started = await start({ behaviour: { crashAtLoad: true } });

    await eventually(async () => (await started.hooks()).length > 0);

    expect(await started.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await started.events(launchFailed)).toEqual([expect.objectContaining({ reason: 'engine' })]);
  });

  test('is prepared for the warm pool first, and ready only on its way into service', async () => {
    const started = await start({ instance: { targetLifecycleState: 'Warmed:Stopped' } });

    await eventually(async () => (await started.hooks()).length === 1);
    expect(await started.ready()).toBe(503);
    expect(started.lines('weights file proved')).toHaveLength(3);

    await started.killAgent('SIGTERM'); // stopped by Auto Scaling, and started again
    await started.metadata.control({ targetLifecycleState: 'InService' });
    started.start();
    await eventually(async () => (await started.ready()) === 200);
    await eventually(async () => (await started.hooks()).length === 2);

    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-launch CONTINUE']);
    expect(started.lines('weights file proved'), 'nothing is fetched again').toHaveLength(3);
  });
});

describe('weights that are not those that were pinned', () => {
  test.each([
    ['a file of them', 'model-00001-of-00001.safetensors', Buffer.alloc(65 * 1024 * 1024)],
    ['their manifest', 'manifest.json', Buffer.from('{"version":1,"files":[]}')],
  ])('fails the launch and names %s', async (_what, path, bytes) => {
    const own = await storeWeights();
    try {
      await own.replace(path, bytes);
      host = await startHost(own);
      const started = host;

      await eventually(async () => (await started.hooks()).length > 0);

      expect(await started.hooks()).toEqual(['polyregion-launch ABANDON']);
      expect(started.lines('launch abandoned')).toEqual([
        expect.objectContaining({ reason: 'weights', stage: 'weights', problem: `${path}: is not what was pinned` }),
      ]);
      expect(started.lines('engine started')).toEqual([]);
    } finally {
      await own.moto.stop();
    }
  });
});
