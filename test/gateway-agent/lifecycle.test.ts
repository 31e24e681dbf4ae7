import { describe, expect, test } from 'vitest';
import { drain, enterService, type Lifecycle, type LifecyclePorts, untilAway } from '../../gateway-agent/lifecycle';

/** Ports on a clock that only sleeping moves. */
function ports(overrides: Partial<LifecyclePorts> = {}) {
  let seconds = 0;
  const completed: [string, string, number][] = [];
  const made: LifecyclePorts = {
    now: () => seconds,
    sleep: (pause) => {
      seconds += pause;
      return Promise.resolve();
    },
    log: () => undefined,
    targetState: () => Promise.resolve('InService'),
    completeHook: (hook, result) => {
      completed.push([hook, result, seconds]);
      return Promise.resolve('completed');
    },
    ...overrides,
  };
  return { ports: made, completed, at: () => seconds };
}

const life = (overrides: Partial<Lifecycle> = {}): Lifecycle => ({
  launchLimitSeconds: 560,
  drainLimitSeconds: 106,
  isReady: () => true,
  leave: () => undefined,
  requestsInHand: () => Promise.resolve(0),
  ...overrides,
});

describe('a gateway that starts', () => {
  test('enters service once it is ready', async () => {
    const host = ports();
    const entered = await enterService(host.ports, life({ isReady: () => host.at() >= 30 }));

    expect(entered).toBe(true);
    expect(host.completed).toEqual([['polyregion-launch', 'CONTINUE', 30]]);
  });

  test('gives the launch up before Auto Scaling does, where it is never ready', async () => {
    const host = ports();

    expect(await enterService(host.ports, life({ isReady: () => false }))).toBe(false);
    expect(host.completed).toEqual([['polyregion-launch', 'ABANDON', 504]]);
  });

  test('completes its hook as soon as Auto Scaling answers', async () => {
    let failures = 3;
    const host = ports({
      completeHook: () => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('no answer')) : Promise.resolve('completed');
      },
    });

    expect(await enterService(host.ports, life())).toBe(true);
    expect(host.at()).toBe(6);
  });
});

test('metadata that do not answer take no gateway out of service', async () => {
  const states = [undefined, 'InService', new Error('no answer'), 'Terminated'];
  const host = ports({
    targetState: () => {
      const state = states.shift();
      return state instanceof Error ? Promise.reject(state) : Promise.resolve(state);
    },
  });
  await untilAway(host.ports);

  expect(states).toEqual([]);
});

describe('a gateway that leaves', () => {
  test('first says that it is not ready, and ends after forty seconds without a request', async () => {
    let left = false;
    const host = ports();
    const requests = [2, 1, 1, 0];
    await drain(
      host.ports,
      life({
        leave: () => {
          left = true;
        },
        requestsInHand: () => Promise.resolve(left ? (requests.shift() ?? 0) : 99),
      }),
    );

    // Three looks with requests, and twenty without, two seconds apart.
    expect(host.completed).toEqual([['polyregion-drain', 'CONTINUE', 46]]);
  });

  test('waits no longer than the longest request takes, also where Envoy says nothing', async () => {
    const host = ports();
    await drain(host.ports, life({ requestsInHand: () => Promise.resolve(undefined) }));

    expect(host.completed).toEqual([['polyregion-drain', 'CONTINUE', 106]]);
  });
});
