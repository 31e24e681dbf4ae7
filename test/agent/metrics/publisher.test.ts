import { setImmediate as turn } from 'node:timers/promises';
import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Publisher } from '../../../agent/metrics/publisher';

const calendar = Date.parse('2026-11-26T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: calendar });
});
afterEach(() => {
  vi.useRealTimers();
});

/** CloudWatch that answers, or does not; the agent's clock is moved by the test. */
function publisher() {
  const taken: MetricDatum[][] = [];
  const world = { now: 0, answers: true };
  let wake = (): void => undefined;
  const clock = {
    now: () => world.now,
    since: () => 0,
    date: () => new Date(),
    limit: () => new AbortController().signal,
    sleep: () =>
      new Promise<void>((awake) => {
        wake = awake;
      }),
  };
  const metrics = new Publisher({ clock, log: () => undefined, random: () => 1 }, async (data) => {
    if (!world.answers) {
      throw new Error('no answer');
    }
    taken.push([...data]);
  });
  const goOn = async (): Promise<void> => {
    wake();
    await turn();
  };
  return { metrics, taken, world, goOn };
}

const datum = (Value: number): MetricDatum => ({ MetricName: 'RequestsInFlight', Value });

describe('metrics', () => {
  test('F19: that wait carry their age by the calendar of when they are taken, wherever it stood before', async () => {
    const { metrics, taken, world, goOn } = publisher();
    world.answers = false;
    vi.setSystemTime(calendar + 86_400_000); // a clock a day ahead
    metrics.publish([datum(1)]);
    await turn();
    world.now = 30;
    metrics.publish([datum(2)]);

    vi.setSystemTime(calendar);
    world.now = 40;
    world.answers = true;
    await goOn();

    expect(taken.flat().map(({ Value, Timestamp }) => [Value, Timestamp?.getTime()])).toEqual([
      [1, calendar - 40_000],
      [2, calendar - 10_000],
    ]);
  });

  test('F17: are kept in their order while CloudWatch does not answer, the newest 500, and taken once', async () => {
    const { metrics, taken, world, goOn } = publisher();
    world.answers = false;
    for (let value = 0; value < 1200; value += 1) {
      metrics.publish([datum(value)]);
    }
    await turn();

    world.answers = true;
    await goOn();
    metrics.publish([datum(1200)]);
    await turn();

    expect(taken.flat().map(({ Value }) => Value)).toEqual(Array.from({ length: 501 }, (_, index) => 700 + index));
  });
});
