import { describe, expect, test } from 'vitest';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';
import { type SimulatedCell, simulateCell } from '../../lib/simulation/simulate-cell';

type Sent = { at?: number; input: number; output: number };

/** What arrives, and behind it a backlog with the lower priority. */
function requestsOf(arriving: readonly Sent[], backlog: readonly Sent[]): Requests {
  const all = [...arriving, ...backlog];
  const requests = emptyRequests(all.length);
  all.forEach(({ at = 0, input, output }, index) => {
    requests.arrivalSeconds[index] = at;
    requests.inputTokens[index] = input;
    requests.outputTokens[index] = output;
    requests.priority[index] = index < arriving.length ? 0 : 1;
  });
  return requests;
}

const cell: SimulatedCell = {
  replicasPerInstance: 1,
  instances: 1,
  engine: { maxSequences: 4, maxBatchedTokens: 100, maxInFlight: 8, cacheBlocks: 1000, blockTokens: 4 },
  stepSeconds: () => 1,
};
const small = { input: 4, output: 2 };

describe('a backlog', () => {
  test('fills an engine up to its limit, and no further once a request has arrived', () => {
    const requests = requestsOf([{ at: 0.5, input: 4, output: 3 }], [small, small, small, small, small]);

    const { firstTokenAt, finishedAt } = simulateCell(requests, { ...cell, backlog: { first: 1, below: 2 } });

    // 0–1 two prompts of the backlog; 1–2 the prompt that arrived, and their second tokens; 2–3 and 3–4 its other tokens
    expect(firstTokenAt[0]).toBe(2);
    expect(finishedAt[0]).toBe(4);
    expect([...finishedAt.slice(1)]).toEqual([2, 2, Number.NaN, Number.NaN, Number.NaN]);
    expect([...requests.arrivalSeconds.slice(1, 3)]).toEqual([0, 0]);
  });

  test('is taken up again as soon as an engine has fewer requests in flight, until the last arrival', () => {
    const requests = requestsOf([{ ...small, at: 4.5 }], [small, small, small, small]);

    const { finishedAt } = simulateCell(requests, { ...cell, backlog: { first: 1, below: 1 } });

    // one after the other, 2 s each; the third is taken at 4, before the arrival at 4.5, and the fourth never
    expect([...finishedAt]).toEqual([7, 2, 4, 6, Number.NaN]);
  });

  test('gives its place in the cache to the requests that arrive, and is computed again', () => {
    const arriving = [{ at: 0.5, input: 4, output: 5 }];
    const tight = { ...cell, engine: { ...cell.engine, cacheBlocks: 3 } };
    const alone = simulateCell(requestsOf(arriving, []), tight);

    const beside = simulateCell(requestsOf(arriving, [{ input: 4, output: 6 }]), {
      ...tight,
      backlog: { first: 1, below: 1 },
    });

    // 0–1 its prompt, 1–2 that of the arrival beside its second token; from then on both need a second block, and one is left
    expect(beside.preemptions).toBe(1);
    expect((beside.finishedAt[0] as number) - (beside.firstTokenAt[0] as number)).toBe(4);
    expect((alone.finishedAt[0] as number) - (alone.firstTokenAt[0] as number)).toBe(4);
    expect(beside.finishedAt[1]).toBeGreaterThan(beside.finishedAt[0] as number);
  });

  test('of no engine, because the limit is 0, changes nothing', () => {
    const arriving = [
      { at: 0.5, input: 4, output: 3 },
      { at: 2, input: 8, output: 2 },
    ];
    const alone = simulateCell(requestsOf(arriving, []), cell);

    const beside = simulateCell(requestsOf(arriving, [small]), { ...cell, backlog: { first: 2, below: 0 } });

    expect([...beside.finishedAt.slice(0, 2)]).toEqual([...alone.finishedAt]);
  });

  test('begins on an instance when it is ready', () => {
    const arriving = Array.from({ length: 20 }, (_, index) => ({ at: index * 30, input: 4, output: 90 }));
    const scaling = { minInstances: 1, maxInstances: 2, targetInFlight: 2, coldStartSeconds: 100 };
    const requests = requestsOf(
      arriving,
      Array.from({ length: 400 }, () => ({ input: 4, output: 10 })),
    );

    const { launches, finishedAt } = simulateCell(requests, { ...cell, scaling, backlog: { first: 20, below: 1 } });

    expect(launches).toBe(1);
    expect(finishedAt.slice(20).some((at) => at > 280)).toBe(true);
  });
});
