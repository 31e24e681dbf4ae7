import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startInService } from '../support/agent-fixture';
import { type AgentHost, hostParameters } from '../support/agent-host';
import { allEvents, chat, eventually } from '../support/engine-client';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

/** A token takes half a second of the agent. */
const behaviour = { loadSeconds: 1, tokensPerSecond: 2, answerTokens: 1000 };

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

const isWhole = (stream: string[] | Error): boolean => !(stream instanceof Error) && stream.at(-1) === '[DONE]';

/** So many streams of so many tokens; an error is one that was cut. */
const open = (url: string, count: number, tokens: number): Promise<string[] | Error>[] =>
  Array.from({ length: count }, async () => {
    const answer = await chat(url, 'hello', { stream: true, max_tokens: tokens });
    return allEvents(answer).catch((error: Error) => error);
  });

describe('an agent that is stopped', () => {
  test('lets its streams finish, takes nothing more, and leaves its engines to the next', async () => {
    // GIVEN streams of some seconds
    host = await startInService(weights, { behaviour });
    const started = host;
    const streams = open(started.servingUrl, 4, 60);
    await eventually(async () => (await inFlight(started.engineUrl(0))) > 0);
    const engines = started.enginePids();

    // WHEN systemd restarts its unit
    const gone = started.killAgent('SIGTERM');
    await eventually(async () => (await chat(started.servingUrl, 'too late', { max_tokens: 1 })).status === 503);
    await gone;
    started.start();

    // THEN nobody was cut, and the engines are those from before
    expect((await Promise.all(streams)).filter(isWhole)).toHaveLength(4);
    expect(started.lines('stopped')).toEqual([expect.objectContaining({ cut: 0 })]);
    await eventually(async () => (await started.ready()) === 200);
    expect(started.enginePids()).toEqual(engines);
  });

  test('cuts what has not finished at its limit', async () => {
    host = await startInService(weights, { behaviour });
    const started = host;
    const [stream] = open(started.servingUrl, 1, 900);
    await eventually(async () => (await inFlight(started.engineUrl(0))) + (await inFlight(started.engineUrl(1))) > 0);

    await started.killAgent('SIGTERM');

    expect(await stream).toBeInstanceOf(Error);
    const [stopped] = started.lines('stopped');
    expect(stopped).toMatchObject({ cut: 1 });
    expect(Number(stopped?.afterSeconds)).toBeGreaterThanOrEqual(hostParameters.drainLimitSeconds);
  });
});

describe('an instance that leaves', () => {
  test('on a spot notice lets 50 streams finish or reach the limit, out of its target groups, and completes its hook', async () => {
    host = await startInService(weights, { behaviour, instance: { instanceLifeCycle: 'spot' } });
    const started = host;
    const short = open(started.servingUrl, 45, 60);
    const long = open(started.servingUrl, 5, 800);
    await eventually(async () => {
      const counts = await Promise.all([0, 1].map(async (index) => inFlight(started.engineUrl(index))));
      return counts.reduce((sum, count) => sum + count, 0) === 50;
    });

    await started.metadata.control({ spotInstanceAction: { action: 'terminate', time: '2026-11-25T22:00:00Z' } });

    await eventually(async () => (await started.ready()) === 503);
    expect((await Promise.all(short)).filter(isWhole)).toHaveLength(45);
    await eventually(async () => started.lines('drained').length > 0);
    expect((await Promise.all(long)).filter(isWhole)).toHaveLength(0);
    const [drained] = started.lines('drained');
    expect(drained).toMatchObject({ cause: 'spot-notice', cut: 5 });
    expect(Number(drained?.afterSeconds), 'none is cut before the limit').toBeGreaterThanOrEqual(
      hostParameters.spotNoticeLimitSeconds - 10,
    );
    await eventually(async () => (await started.hooks()).length === 2);
    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-drain CONTINUE']);
    const left = (await started.calls('DeregisterTargets')).map(({ parameters }) => parameters);
    expect(new Set(left)).toEqual(
      new Set(
        hostParameters.targetGroupArns.map((TargetGroupArn) => ({
          TargetGroupArn,
          Targets: [{ Id: 'i-0123456789abcdef0' }],
        })),
      ),
    );
  });

  test('on scale-in admits nothing more, lets its streams finish, and waits until Auto Scaling comes to the hook', async () => {
    host = await startInService(weights, { behaviour });
    const started = host;
    const streams = open(started.servingUrl, 4, 80);
    await eventually(async () => (await inFlight(started.engineUrl(0))) > 0);
    await started.recorder.answer([
      {
        service: 'autoscaling',
        operation: 'CompleteLifecycleAction',
        times: 2,
        status: 400,
        code: 'ValidationError',
        message: 'No active Lifecycle Action found',
      },
    ]);

    await started.metadata.control({ targetLifecycleState: 'Terminated' });

    await eventually(async () => (await chat(started.servingUrl, 'too late', { max_tokens: 1 })).status === 503);
    expect((await Promise.all(streams)).filter(isWhole)).toHaveLength(4);
    await eventually(async () => (await started.hooks()).length === 2);
    expect(started.lines('drained')).toEqual([expect.objectContaining({ cause: 'scale-in', cut: 0 })]);
    expect(await started.calls('DeregisterTargets')).toEqual([]);
    expect(await started.calls('CompleteLifecycleAction')).toHaveLength(4);
  });

  test('does not leave on a recommendation to rebalance, but says so', async () => {
    host = await startInService(weights, { behaviour, instance: { instanceLifeCycle: 'spot' } });
    const started = host;

    await started.metadata.control({ rebalanceRecommendation: { noticeTime: '2026-11-25T22:00:00Z' } });

    await eventually(async () => started.lines('rebalance recommended').length > 0);
    expect(await started.ready()).toBe(200);
    expect(started.lines('draining')).toEqual([]);
  });
});

async function inFlight(engineUrl: string): Promise<number> {
  const state = (await (await fetch(`${engineUrl}/_control`)).json()) as { running: number; waiting: number };
  return state.running + state.waiting;
}
