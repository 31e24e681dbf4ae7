import { describe, expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import { hostOrBuy } from '../../../lib/plan/buying/host-or-buy';

const regions = ['us-east-1', 'us-west-2'];
const figure = (value: number) => assumed(value, '', 'for the test');
const demand = {
  meanRequestsPerSecond: figure(2),
  peakRequestsPerSecond: figure(4),
  meanInputTokens: figure(800),
  meanOutputTokens: figure(200),
};
const workload = { shape: 'realtime-assistant', jurisdiction: 'united-states' } as const;

/** Bought: 1,000 tokens × 0.72 USD ÷ 10⁶ = 0.00072 USD a request. */
const decide = (usdPerRequest: number, atFullLoad: number) =>
  hostOrBuy(workload, 'meta-llama/Llama-3.1-70B-Instruct', regions, demand, {
    usdPerRequest: figure(usdPerRequest),
    usdPerMillionOutputTokens: figure(0),
    usdPerMillionOutputTokensAtFullLoad: figure((atFullLoad / 200) * 1e6),
  });

describe('the verdict', () => {
  test('is to host where a hosted request costs no more', () => {
    expect(decide(0.00072, 0.0003)?.verdict).toEqual({ kind: 'host' });
  });

  test('is to buy now where only a busier fleet would be cheaper, with the load from which it is', () => {
    const verdict = decide(0.002, 0.00036)?.verdict;

    // 0.00036 ÷ 0.00072
    expect(verdict).toMatchObject({ kind: 'buy-now', breakEvenUtilisation: { unit: 'ratio' } });
    expect(verdict?.kind === 'buy-now' && verdict.breakEvenUtilisation.value).toBeCloseTo(0.5, 9);
  });

  test('is to buy where even a busy fleet costs more', () => {
    expect(decide(0.002, 0.0008)?.verdict).toEqual({ kind: 'buy' });
  });

  test('is open where nothing is sold inside', () => {
    const found = hostOrBuy(
      { ...workload, jurisdiction: 'canada' },
      'meta-llama/Llama-3.1-70B-Instruct',
      ['ca-central-1'],
      demand,
      {
        usdPerRequest: figure(1),
        usdPerMillionOutputTokens: figure(1),
        usdPerMillionOutputTokensAtFullLoad: figure(1),
      },
    );

    expect(found?.verdict).toEqual({ kind: 'not-sold-inside' });
    expect(found?.elsewhere).toHaveLength(2);
  });
});

test.each([
  ['nvidia/Llama-3.1-70B-Instruct-FP8', true],
  ['meta-llama/Meta-Llama-3.1-70B-Instruct', true],
  ['example/own-model', false],
])('%s is in the price tables: %s', (weights, listed) => {
  const cost = {
    usdPerRequest: figure(1),
    usdPerMillionOutputTokens: figure(1),
    usdPerMillionOutputTokensAtFullLoad: figure(1),
  };

  expect(hostOrBuy(workload, weights, regions, demand, cost) !== undefined).toBe(listed);
});
