import { describe, expect } from 'vitest';
import { metricNames } from '../../lib/contract/metrics';
import { type AgentHost, hostParameters } from '../support/agent-host';
import { test } from '../support/agent-test';
import { allEvents, chat, eventually } from '../support/engine-client';

/** A token takes half a second of the agent. */
const behaviour = { loadSeconds: 1, tokensPerSecond: 2, answerTokens: 1000 };
const spot = { instanceLifeCycle: 'spot' };

const isWhole = (stream: string[] | Error): boolean => !(stream instanceof Error) && stream.at(-1) === '[DONE]';

type Streams = Promise<string[] | Error>[];

/** So many streams of so many tokens, once all have begun; an error is one that was cut. */
async function open(url: string, count: number, tokens: number): Promise<{ readonly ends: Streams }> {
  const answers = await Promise.all(
    Array.from({ length: count }, () => chat(url, 'hello', { stream: true, max_tokens: tokens })),
  );
  return { ends: answers.map((answer) => allEvents(answer).catch((error: Error) => error)) };
}

/** Seconds of the agent between two lines of its log. */
function secondsBetween(host: AgentHost, from: string, to: string): number {
  const at = (event: string): number => Date.parse(String(host.lines(event).at(-1)?.at));
  return ((at(to) - at(from)) / 1000) * host.timeFactor;
}

describe('an agent that ends', () => {
  test.concurrent.for(['SIGTERM', 'SIGKILL'] as const)(
    'by %s cuts no stream and refuses no request, and leaves guard and engines to the next',
    async (signal, { agents }) => {
      const host = await agents.inService({ behaviour });
      const { ends } = await open(host.servingUrl, 4, 60);
      const engines = host.enginePids();
      const statuses: number[] = [];
      let over = false;
      const asking = (async () => {
        while (!over) {
          statuses.push((await chat(host.servingUrl, 'hello', { max_tokens: 1 })).status);
        }
      })();

      await host.killAgent(signal);
      host.start();

      expect((await Promise.all(ends)).filter(isWhole)).toHaveLength(4);
      await eventually(async () => (await host.ready()) === 200);
      over = true;
      await asking;
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(host.enginePids()).toEqual(engines);
      expect(host.lines('guard started')).toHaveLength(1);
    },
  );
});

describe('an instance that leaves', () => {
  test.concurrent('F9: on a spot notice lets 50 streams finish or reach the limit, and is gone before its two minutes are over', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour, instance: spot, timeFactor: 5 });
    const [short, long] = await Promise.all([open(host.servingUrl, 45, 20), open(host.servingUrl, 5, 800)]);

    await host.metadata.control({ spotInstanceAction: { action: 'terminate', time: '2026-11-25T22:00:00Z' } });

    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => (await chat(host.servingUrl, 'too late', { max_tokens: 1 })).status === 503);
    expect((await Promise.all(short.ends)).filter(isWhole)).toHaveLength(45);
    await eventually(async () => host.lines('drained').length > 0);
    expect((await Promise.all(long.ends)).filter(isWhole)).toHaveLength(0);
    const [drained] = host.lines('drained');
    expect(drained).toMatchObject({ cause: 'spot-notice', cut: 5 });
    expect(Number(drained?.afterSeconds), 'none is cut before the limit').toBeGreaterThanOrEqual(
      hostParameters.spotNoticeLimitSeconds - 10,
    );
    await eventually(async () => (await host.hooks()).length === 2);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-drain CONTINUE']);
    // Its limits add up to 110; what is left is for the notice to be seen.
    expect(secondsBetween(host, 'draining', 'engines stopped')).toBeLessThan(120);
    const left = (await host.calls('DeregisterTargets')).map(({ parameters }) => parameters);
    expect(new Set(left)).toEqual(
      new Set(
        hostParameters.targetGroupArns.map((TargetGroupArn) => ({
          TargetGroupArn,
          Targets: [{ Id: 'i-0123456789abcdef0' }],
        })),
      ),
    );
    const signals = (await host.metric(metricNames.requestsInFlight)).length;
    await host.pass(30);
    expect(
      await host.metric(metricNames.requestsInFlight),
      'a leaving instance must not lower the average',
    ).toHaveLength(signals);
  });

  test.concurrent('on a spot notice goes on while load balancing does not answer, and still leaves in time', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour, instance: spot });
    await host.recorder.answer([{ service: 'elbv2', operation: 'DeregisterTargets', times: 2, delaySeconds: 30 }]);

    await host.metadata.control({ spotInstanceAction: { action: 'terminate', time: '2026-11-25T22:00:00Z' } });

    await eventually(async () => host.lines('left target group').length === 2);
    await eventually(async () => (await host.hooks()).length === 2);
    expect(host.lines('retrying').filter(({ what }) => what === 'leave target group')).toHaveLength(2);
  });

  test.concurrent('on scale-in admits nothing more, lets its streams finish, and waits until Auto Scaling comes to the hook', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour });
    const streams = await open(host.servingUrl, 4, 40);
    await host.recorder.answer([
      {
        service: 'autoscaling',
        operation: 'CompleteLifecycleAction',
        times: 2,
        status: 400,
        code: 'ValidationError',
        message: 'No active Lifecycle Action found',
      },
    ]);

    await host.metadata.control({ targetLifecycleState: 'Terminated' });

    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => (await chat(host.servingUrl, 'too late', { max_tokens: 1 })).status === 503);
    expect((await Promise.all(streams.ends)).filter(isWhole)).toHaveLength(4);
    await eventually(async () => (await host.hooks()).length === 2);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-drain CONTINUE']);
    expect(host.lines('drained')).toEqual([expect.objectContaining({ cause: 'scale-in', cut: 0 })]);
    expect(await host.calls('DeregisterTargets')).toEqual([]);
    expect(await host.calls('CompleteLifecycleAction')).toHaveLength(4);
    const order = ['draining', 'drained', 'engines stopped', 'hook completed'];
    const last = order.map((event) => host.journal().lastIndexOf(`"event":"${event}"`));
    expect(last, 'the hook hears of it last').toEqual([...last].sort((a, b) => a - b));
  });

  test.concurrent('does not leave on a recommendation to rebalance, but says so', async ({ agents }) => {
    const host = await agents.inService({ behaviour, instance: spot });

    await host.metadata.control({ rebalanceRecommendation: { noticeTime: '2026-11-25T22:00:00Z' } });

    await eventually(async () => host.lines('rebalance recommended').length > 0);
    await host.pass(15);
    expect(await host.ready()).toBe(200);
    expect(host.lines('draining')).toEqual([]);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
  });
});
