import { describe, expect } from 'vitest';
import { launchFailed } from '../../lib/contract/agent-events';
import { type AgentHost, cacheSaltRule } from '../support/agent-host';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';
import { type Recorder, startRecorder } from '../support/recorder';

const oldId = 'i-00000000000000001';
const newId = 'i-00000000000000002';

/** Hooks of both instances, in the order in which Auto Scaling heard of them. */
async function hooksOf(recorder: Recorder): Promise<string[]> {
  return (await recorder.calls())
    .filter(({ operation, status }) => operation === 'CompleteLifecycleAction' && status === 200)
    .map(({ parameters = {} }) =>
      [parameters.InstanceId, parameters.LifecycleHookName, parameters.LifecycleActionResult].join(' '),
    );
}

/** Acts as a load balancer: checks which instances are ready and sends each request to one of them. Records the answers and the ready instances. */
function balance(hosts: readonly AgentHost[]) {
  const statuses: number[] = [];
  const seen: string[] = [];
  let ended = false;
  const work = (async () => {
    while (!ended) {
      const ready = await Promise.all(hosts.map(async (host) => (await host.ready()) === 200));
      const now = ready.map((one) => (one ? '1' : '0')).join('');
      if (seen.at(-1) !== now) {
        seen.push(now);
      }
      for (const host of hosts.filter((_, index) => ready[index])) {
        statuses.push((await chat(host.servingUrl, 'hello', { max_tokens: 4 })).status);
      }
    }
  })();
  return {
    statuses,
    seen,
    end: async () => {
      ended = true;
      await work;
    },
  };
}

describe('an instance refresh', () => {
  test.concurrent('brings the new instance into service before the old one drains, and no request is lost', async ({
    agents,
    onTestFinished,
  }) => {
    const recorder = await startRecorder();
    onTestFinished(async () => void (await recorder.stop()));
    await recorder.answer([cacheSaltRule]);
    const before = await agents.inService({ recorder, instance: { instanceId: oldId } });
    const after = await agents.start({ recorder, instance: { instanceId: newId }, behaviour: { loadSeconds: 10 } });
    const balancer = balance([before, after]);

    // Like Auto Scaling, the test launches the new instance first and ends the old one once the new one's hook is completed.
    await eventually(async () => (await hooksOf(recorder)).includes(`${newId} polyregion-launch CONTINUE`));
    await eventually(async () => balancer.seen.at(-1) === '11');
    await before.metadata.control({ targetLifecycleState: 'Terminated' });
    await eventually(async () => (await hooksOf(recorder)).length === 3);
    await eventually(async () => balancer.seen.at(-1) === '01');
    await balancer.end();

    expect(balancer.seen, 'never both away').toEqual(['10', '11', '01']);
    expect(new Set(balancer.statuses)).toEqual(new Set([200]));
    expect(await hooksOf(recorder)).toEqual([
      `${oldId} polyregion-launch CONTINUE`,
      `${newId} polyregion-launch CONTINUE`,
      `${oldId} polyregion-drain CONTINUE`,
    ]);
    expect(before.lines('drained')).toEqual([expect.objectContaining({ cause: 'scale-in', cut: 0 })]);
  });

  test.concurrent('F14: whose new instance never answers is rolled back: it abandons its launch, and the old one serves on', async ({
    agents,
    onTestFinished,
  }) => {
    const recorder = await startRecorder();
    onTestFinished(async () => void (await recorder.stop()));
    await recorder.answer([cacheSaltRule]);
    const before = await agents.inService({ recorder, instance: { instanceId: oldId } });
    const after = await agents.start({
      recorder,
      instance: { instanceId: newId },
      behaviour: { stalled: true },
      parameters: { launchLimitSeconds: 300 },
    });
    const balancer = balance([before, after]);

    await eventually(async () => (await hooksOf(recorder)).length === 2);
    await balancer.end();

    expect(await hooksOf(recorder)).toEqual([
      `${oldId} polyregion-launch CONTINUE`,
      `${newId} polyregion-launch ABANDON`,
    ]);
    expect(await after.events(launchFailed)).toEqual([
      expect.objectContaining({ instanceId: newId, reason: 'engine', stage: 'warmUp' }),
    ]);
    expect(balancer.seen).toEqual(['10']);
    expect(new Set(balancer.statuses)).toEqual(new Set([200]));
  });
});
