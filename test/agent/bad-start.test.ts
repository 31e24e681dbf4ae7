import { describe, expect } from 'vitest';
import { isRunning } from '../../agent/io/engine-process';
import { launchFailed } from '../../lib/contract/agent-events';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';
import { faultyS3, rangeFaults } from '../support/faulty-s3';

const one = { parameters: { replicasPerInstance: 1 } };

describe('weights', () => {
  test.concurrent.for([
    ['trickle on one connection', ['trickles']],
    ['of which one byte changed on the way', ['has one byte changed']],
    [
      'whose ranges are cut, refused, not ranges at all or in chunks',
      [
        'is cut in the middle',
        'is refused for its rate',
        'is refused for an expired token',
        'is the whole object',
        'comes in chunks',
      ],
    ],
  ] as const)(
    'that %s are there in the end, and proved',
    async ([_what, names], { agents, weights, onTestFinished }) => {
      const s3 = await faultyS3(
        weights.s3Url,
        names.map((name) => rangeFaults[name]),
      );
      onTestFinished(() => s3.stop());

      const host = await agents.inService({ ...one, s3Url: s3.s3Url });

      expect(s3.left()).toBe(0);
      expect(host.lines('weights file proved')).toHaveLength(3);
      expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    },
  );

  test.concurrent('that S3 denies fail the launch with that as the reason', async ({
    agents,
    weights,
    onTestFinished,
  }) => {
    const denied = Array.from({ length: 1000 }, () => rangeFaults['is denied']);
    const s3 = await faultyS3(weights.s3Url, denied);
    onTestFinished(() => s3.stop());

    const host = await agents.start({
      parameters: { replicasPerInstance: 1, launchLimitSeconds: 200 },
      s3Url: s3.s3Url,
    });
    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await host.events(launchFailed)).toEqual([
      expect.objectContaining({
        reason: 'permission',
        stage: 'weights',
        problem: expect.stringContaining('AccessDenied'),
      }),
    ]);
    expect(host.lines('evidence kept')).toHaveLength(1);
  });
});

test.concurrent('metadata that hang, fail and then know no target state hold up a launch, and do not end it', async ({
  agents,
}) => {
  const host = await agents.start({ ...one, instance: { fault: 'hang', targetLifecycleState: null } });
  await host.pass(60);
  await host.metadata.control({ fault: 'error' });
  await host.pass(60);
  await host.metadata.control({ fault: 'none' });
  await host.pass(30);
  expect(await host.hooks()).toEqual([]);

  await host.metadata.control({ targetLifecycleState: 'InService' });

  await eventually(async () => (await host.hooks()).length > 0);
  expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
  expect(host.lines('agent failed')).toEqual([]);
});

test.concurrent('an agent that is ended in every part of a launch and of its end completes each hook once', async ({
  agents,
}) => {
  const host = await agents.start({ ...one, behaviour: { loadSeconds: 30 } });
  const restartAfter = async (event: string, signal: NodeJS.Signals): Promise<void> => {
    await eventually(async () => host.lines(event).length > 0);
    await host.killAgent(signal);
    host.start();
  };

  await restartAfter('launch', 'SIGTERM');
  await restartAfter('weights file proved', 'SIGKILL');
  await restartAfter('engine started', 'SIGTERM');
  await restartAfter('hook completed', 'SIGKILL');
  await eventually(async () => (await host.ready()) === 200);
  expect((await chat(host.servingUrl, 'hello', { max_tokens: 2 })).status).toBe(200);
  await host.metadata.control({ targetLifecycleState: 'Terminated' });
  await restartAfter('draining', 'SIGTERM');
  await eventually(async () => (await host.hooks()).length > 1);

  expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE', 'polyregion-drain CONTINUE']);
  expect(host.lines('launch abandoned')).toEqual([]);
});

test.concurrent('a guard that ends is started again: the instance is not ready meanwhile, and its engine keeps running', async ({
  agents,
}) => {
  const host = await agents.inService(one);
  const engines = host.enginePids();
  const pid = Number(host.lines('guard started')[0]?.pid);

  expect(pid).toBeGreaterThan(0);
  process.kill(pid, 'SIGKILL');
  await eventually(async () => host.lines('guard started').length === 2);
  await eventually(async () => (await host.ready()) === 200);

  expect((await chat(host.servingUrl, 'hello', { max_tokens: 2 })).status).toBe(200);
  expect(host.enginePids()).toEqual(engines);
  expect(engines.filter(isRunning)).toEqual(engines);
});
