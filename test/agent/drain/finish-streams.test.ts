import { expect, test } from 'vitest';
import { finishStreams } from '../../../agent/drain/finish-streams';
import { Service } from '../../../agent/engine/service';

/** Phase and admission at every pause, on a clock that passes by itself. */
async function paused(limitSeconds: number): Promise<[number, string, boolean][]> {
  const seen: [number, string, boolean][] = [];
  const service = new Service(false);
  service.serve();
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (seconds: number): Promise<void> => {
      seen.push([seconds, service.state, service.admitting]);
      now += seconds;
    },
    limit: () => new AbortController().signal,
    since: () => 0,
    date: () => new Date(),
  };
  await finishStreams({ clock, log: () => undefined }, service, limitSeconds);
  seen.push([0, service.state, service.admitting]);
  return seen;
}

test.each([
  ['until a load balancer must have noticed: three checks of ten seconds', 100, 30],
  ['half of a limit that is shorter', 40, 20],
])('an agent that stops is not ready at once, and takes what still comes %s', async (_what, limit, seconds) => {
  expect(await paused(limit)).toEqual([
    [seconds, 'draining', true],
    [0, 'draining', false],
  ]);
});
