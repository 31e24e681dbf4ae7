import { describe, expect, test } from 'vitest';
import { Random } from '../../lib/simulation/random';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';
import { simulateCell } from '../../lib/simulation/simulate-cell';
import type { StepSeconds } from '../../lib/simulation/step-seconds';
import { stepByStep } from './step-by-step-engine';

type Sent = { at: number; input: number; output: number; cached?: number; priority?: number };

function requestsOf(sent: readonly Sent[]): Requests {
  const requests = emptyRequests(sent.length);
  sent.forEach(({ at, input, output, cached = 0, priority = 0 }, index) => {
    requests.arrivalSeconds[index] = at;
    requests.inputTokens[index] = input;
    requests.outputTokens[index] = output;
    requests.cachedTokens[index] = cached;
    requests.priority[index] = priority;
  });
  return requests;
}

const roomy = { maxSequences: 4, maxBatchedTokens: 100, maxInFlight: 8, cacheBlocks: 1000, blockTokens: 4 };
const oneEngine = { replicasPerInstance: 1, instances: 1 };

/** A second a step, and a tenth of one for each prompt token. */
const secondAStep: StepSeconds = (_sequences, _context, promptTokens) => 1 + promptTokens / 10;

describe('on paper', () => {
  test('a request takes a step for its prompt and one for each token after the first', () => {
    const { firstTokenAt, finishedAt, busyRatio } = simulateCell(requestsOf([{ at: 5, input: 10, output: 4 }]), {
      ...oneEngine,
      engine: roomy,
      stepSeconds: secondAStep,
    });

    // from 5 to 7 its prompt (1 + 10 ÷ 10 s), then three steps of 1 s
    expect([...firstTokenAt]).toEqual([7]);
    expect([...finishedAt]).toEqual([10]);
    expect(busyRatio).toBe(0.5);
  });

  test('a request that arrives in the middle of a step waits for its end, and its prompt delays the others', () => {
    const { firstTokenAt, finishedAt } = simulateCell(
      requestsOf([
        { at: 0, input: 10, output: 6 },
        { at: 3.5, input: 20, output: 2 },
      ]),
      { ...oneEngine, engine: roomy, stepSeconds: secondAStep },
    );

    // first: prompt 0–2, tokens at 3, 4; the step 4–7 computes the second prompt (1 + 20 ÷ 10 s), then tokens at 7, 8, 9
    expect([...firstTokenAt]).toEqual([2, 7]);
    expect([...finishedAt]).toEqual([9, 8]);
  });

  test('a prompt longer than the budget takes several steps, and the tokens of the others come first', () => {
    const { firstTokenAt, finishedAt } = simulateCell(
      requestsOf([
        { at: 0, input: 10, output: 9 },
        { at: 0.5, input: 20, output: 1 },
      ]),
      { ...oneEngine, engine: { ...roomy, maxBatchedTokens: 11 }, stepSeconds: secondAStep },
    );

    // 0–2 first prompt; 2–4 ten tokens of the second beside one decoding; 4–6 the other ten; then six steps of 1 s
    expect([...firstTokenAt]).toEqual([2, 6]);
    expect([...finishedAt]).toEqual([12, 6]);
  });

  test('what the prefix cache holds is not computed', () => {
    const { firstTokenAt } = simulateCell(requestsOf([{ at: 0, input: 10, output: 1, cached: 8 }]), {
      ...oneEngine,
      engine: roomy,
      stepSeconds: secondAStep,
    });

    expect(firstTokenAt[0]).toBeCloseTo(1.2, 12);
  });

  test('pairs of an attention chunk are those with the tokens before it', () => {
    const seen: number[] = [];
    simulateCell(requestsOf([{ at: 0, input: 30, output: 1, cached: 10 }]), {
      ...oneEngine,
      engine: { ...roomy, maxBatchedTokens: 12 },
      stepSeconds: (_sequences, _context, _tokens, pairs) => {
        seen.push(pairs);
        return 1;
      },
    });

    // 12 tokens after 10, then 8 tokens after 22
    expect(seen).toEqual([12 * 16, 8 * 26]);
  });

  test('a simulation ends early where it is told to, and what was not served yet has no times', () => {
    const requests = requestsOf(Array.from({ length: 100 }, (_, index) => ({ at: index, input: 10, output: 1 })));
    const asked: number[] = [];
    const { firstTokenAt } = simulateCell(requests, {
      ...oneEngine,
      engine: { ...roomy, maxInFlight: 1000 },
      stepSeconds: () => 0.5,
      stopsWhen: (soFar, arrived) => {
        asked.push(arrived);
        return soFar.firstTokenAt.filter((seconds) => !Number.isNaN(seconds)).length >= 10;
      },
    });

    // every 100 ÷ 32 arrivals; of twelve that have arrived eleven are served
    expect(asked).toEqual([3, 6, 9, 12]);
    expect([...firstTokenAt].filter((seconds) => !Number.isNaN(seconds))).toHaveLength(11);
  });

  test('a full queue refuses at once; the engine with fewer requests in flight is asked first', () => {
    const requests = requestsOf(Array.from({ length: 7 }, (_, index) => ({ at: index / 100, input: 10, output: 3 })));
    const { finishedAt, refused } = simulateCell(requests, {
      replicasPerInstance: 2,
      instances: 1,
      engine: { ...roomy, maxSequences: 1, maxInFlight: 3 },
      stepSeconds: secondAStep,
    });

    // two engines take three requests each, one after the other: 2 s of prompt and 2 s of tokens
    expect(refused).toBe(1);
    expect(finishedAt[6]).toBeNaN();
    expect([...finishedAt.slice(0, 6)].map((seconds) => Math.round(seconds * 100) / 100)).toEqual([
      4, 4.01, 8, 8.01, 12, 12.01,
    ]);
  });

  test('where the cache is full the sequence that came last is preempted and computed anew, with what it had generated', () => {
    const { firstTokenAt, finishedAt, preemptions, peakCacheRatio } = simulateCell(
      requestsOf([
        { at: 0, input: 4, output: 6 },
        { at: 0.5, input: 4, output: 4 },
      ]),
      { ...oneEngine, engine: { ...roomy, cacheBlocks: 3 }, stepSeconds: (_s, _c, promptTokens) => 1 + promptTokens },
    );

    // 0–5 prompt of the first, one block. At 5 it needs a second one, the prompt of the second request a third: 5–10.
    // At 10 the second needs a block and none is free: it goes. At 11, 12, 13 and 14 the first has its last tokens; at 14
    // its blocks are free, and the second computes its 4 + 1 tokens until 20, then has two left.
    expect([...firstTokenAt]).toEqual([5, 10]);
    expect([...finishedAt]).toEqual([14, 22]);
    expect(preemptions).toBe(1);
    expect(peakCacheRatio).toBe(1);
  });

  test('a request of more important work overtakes those that wait', () => {
    const { firstTokenAt } = simulateCell(
      requestsOf([
        { at: 0, input: 10, output: 2, priority: 1 },
        { at: 0.1, input: 10, output: 1, priority: 1 },
        { at: 0.2, input: 10, output: 1 },
      ]),
      { ...oneEngine, engine: { ...roomy, maxSequences: 1 }, stepSeconds: secondAStep },
    );

    expect([...firstTokenAt]).toEqual([2, 7, 5]);
  });

  test('a request that the cache could never hold is refused', () => {
    const { refused } = simulateCell(requestsOf([{ at: 0, input: 10, output: 4 }]), {
      ...oneEngine,
      engine: { ...roomy, cacheBlocks: 3 },
      stepSeconds: secondAStep,
    });

    expect(refused).toBe(1);
  });

  test('target tracking launches an instance after three minutes above the target, and it serves once it has started', () => {
    const sent = Array.from({ length: 200 }, (_, index) => ({ at: index * 5 + 0.5, input: 10, output: 10 }));
    const { launches, meanInstances, seconds } = simulateCell(requestsOf(sent), {
      ...oneEngine,
      engine: { ...roomy, maxSequences: 1, maxInFlight: 1000 },
      stepSeconds: secondAStep,
      scaling: { minInstances: 1, maxInstances: 2, targetInFlight: 3, coldStartSeconds: 120 },
    });

    // An engine answers one request in 11 s, every 5 s one arrives: the queue grows by 6 ÷ 55 a second, passes 3 in the
    // first minute, and the third minute above it ends at 180 or 240 s.
    expect(launches).toBe(1);
    expect((seconds * (meanInstances - 1)) / (seconds - 240)).toBeGreaterThan(0.99);
    expect(seconds).toBeLessThan(1300);
  });
});

describe('against the same engine one step at a time', () => {
  const stepSeconds: StepSeconds = (sequences, context, tokens, pairs) =>
    0.01 + 0.0003 * sequences + 0.00002 * context + 0.0004 * tokens + 0.000003 * pairs;

  test.each([
    { what: 'room for all', cacheBlocks: 2000, priorities: 1, maxBatchedTokens: 64 },
    { what: 'a full cache', cacheBlocks: 30, priorities: 1, maxBatchedTokens: 64 },
    { what: 'a full cache and priorities', cacheBlocks: 30, priorities: 3, maxBatchedTokens: 64 },
    { what: 'a cache of one request', cacheBlocks: 16, priorities: 1, maxBatchedTokens: 256 },
  ])('every request has the same times with $what', ({ cacheBlocks, priorities, maxBatchedTokens }) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = new Random(seed);
      const whole = (most: number) => 1 + Math.floor(random.uniform() * most);
      let at = 0;
      const requests = requestsOf(
        Array.from({ length: 60 }, () => {
          at += random.exponential() * 0.12;
          const input = whole(40);
          const cached = Math.floor(random.uniform() * input);
          return { at, input, output: whole(20), cached, priority: whole(priorities) - 1 };
        }),
      );
      const engine = { maxSequences: 6, maxBatchedTokens, maxInFlight: 20, cacheBlocks, blockTokens: 4 };
      const slow = stepByStep(requests, engine, stepSeconds);
      const fast = simulateCell(requests, { ...oneEngine, engine, stepSeconds });

      expect(fast.preemptions).toBe(slow.preemptions);
      requests.arrivalSeconds.forEach((_, index) => {
        expect(fast.firstTokenAt[index]).toBeCloseTo(slow.firstTokenAt[index] as number, 9);
        expect(fast.finishedAt[index]).toBeCloseTo(slow.finishedAt[index] as number, 9);
      });
    }
  });
});
