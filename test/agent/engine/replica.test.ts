import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Replica } from '../../../agent/engine/replica';
import type { ProbeOutcome } from '../../../lib/engine/probe';

/** An engine in virtual time: what it does is asked at each look, and time passes where the replica sleeps. */
function replicaOf(engine: {
  readonly probe: (now: number) => ProbeOutcome;
  readonly tokens?: (now: number) => number;
  readonly running?: number;
  readonly adopted?: boolean;
}) {
  let now = 0;
  const faults: string[] = [];
  const asked: string[] = [];
  const tokens = engine.tokens ?? (() => 0);
  const endless = { pid: 1, ended: new Promise<number>(() => undefined) };
  const replica = new Replica(9000, {
    clock: {
      now: () => now,
      since: () => 0,
      date: () => new Date(0),
      limit: () => new AbortController().signal,
      sleep: async (seconds) => {
        now += seconds;
        await turn();
      },
    },
    log: (event, facts = {}) => {
      if (event === 'engine restarts') {
        faults.push(String(facts.problem));
      }
    },
    random: () => 0,
    client: {
      listens: async () => true,
      probe: async () => ({ outcome: engine.probe(now), status: 503, seconds: 0, promptTokens: 0, generatedTokens: 0 }),
      metrics: async () =>
        `vllm:num_requests_running ${engine.running ?? 0}\nvllm:generation_tokens_total ${tokens(now)}\n`,
    },
    start: () => endless,
    mayAdopt: () => engine.adopted === true,
    adopt: () => (engine.adopted === true && faults.length === 0 ? endless : undefined),
    remove: async () => undefined,
    probe: { route: 'chat', path: '/v1/chat/completions', body: '' },
    askForRepair: (evidence) => asked.push(evidence),
    startLimitSeconds: 1800,
  });
  /** Lets time pass until a moment, or until something holds. */
  const until = async (moment: number, holds: () => boolean = () => false): Promise<void> => {
    while (now < moment && !holds()) {
      await turn();
    }
    if (now >= moment && !holds()) {
      replica.stopWatching();
    }
  };
  replica.keepRunning().catch((thrown: unknown) => faults.push(String(thrown)));
  return { replica, faults, asked, until, at: () => now };
}

describe('an engine', () => {
  test('that hangs eleven minutes after each start is asked about at its fourth hang', async () => {
    let startedAt = 0;
    let hangs = 0;
    const { asked, faults, until } = replicaOf({
      probe: (now) => {
        if (hangs < faults.length) {
          hangs = faults.length;
          startedAt = now;
        }
        return now - startedAt < 660 ? 'answered' : 'failed';
      },
    });

    await until(3000, () => asked.length > 0);

    expect(faults).toHaveLength(4);
    expect(asked).toEqual([expect.stringContaining('4 failures within 2 h')]);
  });

  test('that refuses its warm-up for two minutes is started again, and was never ready', async () => {
    const { replica, faults, until, at } = replicaOf({ probe: () => 'full' });

    await until(600, () => replica.ready || faults.length > 0);

    expect(faults).toEqual(['refused the warm-up on /v1/chat/completions for 120 s, status 503']);
    expect(at()).toBeLessThan(130);
  });

  test('that an earlier agent had in service and that works for users is ready, though it is full', async () => {
    const { replica, faults, until } = replicaOf({
      probe: () => 'full',
      tokens: (now) => 100 * now,
      running: 8,
      adopted: true,
    });

    await until(600, () => replica.ready);

    expect(replica.ready).toBe(true);
    expect(faults).toEqual([]);
    replica.stopWatching();
  });

  test('that answers the agent and fails users is started again', async () => {
    const { replica, faults, until } = replicaOf({ probe: () => 'answered' });
    await until(600, () => replica.ready);

    replica.answers = { answered: 5, failed: 20 };
    await until(600, () => faults.length > 0);

    expect(faults).toEqual(['20 of 25 answers failed within 60 s']);
    replica.stopWatching();
  });

  test('that is idle and calls itself full is hung after a minute', async () => {
    let full = false;
    const { replica, faults, until } = replicaOf({ probe: () => (full ? 'full' : 'answered') });
    await until(600, () => replica.ready);

    full = true;
    await until(600, () => faults.length > 0);

    expect(faults).toEqual(['hung for 60 s']);
    replica.stopWatching();
  });
});
