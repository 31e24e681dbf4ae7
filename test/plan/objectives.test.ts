import { describe, expect, test } from 'vitest';
import { region } from '../../lib/catalogue/regions';
import { cautiousLatency } from '../../lib/figures/figure';
import { chatFleetText, edit, planOf } from '../support/fleets';

const firstType = (...edits: [string, string][]) => {
  const { plan, findings } = planOf(edits.reduce((text, [from, to]) => edit(text, from, to), chatFleetText()));
  expect(plan, JSON.stringify(findings)).toBeDefined();
  return plan?.workloads[0]?.types[0];
};

describe('the planned concurrency', () => {
  test('is the highest measured one while nothing holds it back', () => {
    expect(firstType()?.replica.concurrency).toBe(64);
  });

  test('falls with a TPOT objective that the slow end of the range would break', () => {
    // at 64 in flight TPOT is 0.0290 s, at its slow end 0.0332: an objective between the two allows less
    const replica = firstType(['timePerOutputTokenSeconds: 0.05', 'timePerOutputTokenSeconds: 0.031'])?.replica;

    expect(replica?.concurrency).toBe(32);
    expect(replica && cautiousLatency(replica.timePerOutputTokenSeconds)).toBeLessThanOrEqual(0.031);
  });

  test('falls with a TTFT objective', () => {
    // 0.287 s at 64 in flight, 0.329 at its slow end
    expect(firstType(['timeToFirstTokenSeconds: 1,', 'timeToFirstTokenSeconds: 0.3,'])?.replica.concurrency).toBe(32);
  });

  test('falls with what the KV cache holds', () => {
    // 201.7 GiB ÷ (327,680 bytes × 25,024 tokens) = 26 sequences: 16 of the measured ones
    const type = firstType(['maxInputTokens: 8192', 'maxInputTokens: 24000'], ['serving: 400000', 'serving: 900000']);

    expect(type?.fit.maxConcurrency.value).toBe(26);
    expect(type?.replica.concurrency).toBe(16);
  });
});

describe('users', () => {
  test('go to the region that is nearest on the globe, not on the map', () => {
    // Tokyo is 13,000 km west of Chicago's longitude as the map is drawn, and nearer to Oregon than to Virginia
    expect(region('us-west-2')?.longitude).toBeLessThan(region('us-east-1')?.longitude ?? 0);
    const { plan } = planOf(
      edit(
        chatFleetText(),
        '{ north-america-east: 0.6, north-america-west: 0.4 }',
        '{ asia-east: 0.7, europe-west: 0.3 }',
      ),
    );

    expect(plan?.cells.map(({ loads }) => loads[0]?.demandShare.value)).toEqual([0.3, 0.7]);
  });
});

describe('own users', () => {
  test('decide the minimum where they need more than a loss would', () => {
    const { plan } = planOf(
      [
        [
          '{ north-america-east: 0.6, north-america-west: 0.4 }',
          '{ north-america-east: 0.9, north-america-west: 0.1 }',
        ],
        ['recoverySeconds: 180', 'recoverySeconds: 180, survivorsShareRatio: 0.1'],
      ].reduce((text, [from = '', to = '']) => edit(text, from, to), chatFleetText()),
    );

    // ⌈33.8 × 0.9 ÷ 13.82⌉ = 3 for its own; ⌈33.8 × 0.1 ÷ 13.82⌉ = 1 after a loss
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 1]);
  });
});

describe('a fit that says nothing', () => {
  test('gives way to the roofline: no time is negative, however far the lengths', () => {
    const demand = (input: number, output: number): string =>
      `    demand: { meanRequestsPerSecond: 1, meanInputTokens: ${input}, meanOutputTokens: ${output} }`;
    const trace = `    demand: # a real hour of a production assistant, four times over
      trace: traces/azure-llm-2023-conversation.csv.gz
      scale: 4`;
    for (const [input, output] of [
      [1, 1],
      [8000, 20],
      [20, 1000],
    ] as const) {
      const { plan, findings } = planOf(
        edit(
          edit(chatFleetText(), trace, demand(input, output)),
          'timeToFirstTokenSeconds: 1,',
          'timeToFirstTokenSeconds: 30,',
        ),
      );
      const replica = plan?.workloads[0]?.types[0]?.replica;
      expect(replica, JSON.stringify(findings)).toBeDefined();
      expect(replica?.timePerOutputTokenSeconds.low).toBeGreaterThan(0);
      expect(replica?.timeToFirstTokenSeconds.low).toBeGreaterThan(0);
      expect(replica?.requestsPerSecond.high).toBeGreaterThan(replica?.requestsPerSecond.low ?? 0);
    }
  });
});
