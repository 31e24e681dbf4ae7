import { describe, expect, test } from 'vitest';
import { assumed } from '../../lib/figures/figure';
import { buySentences } from '../../lib/report/buy-sentences';
import { validPlan } from '../support/fleets';

const { workloads } = validPlan('test/fleets/three-p5.yaml');

describe('what is cheaper to buy', () => {
  // chat: 1,154.7 input and 211.1 output tokens of the trace × 0.72 USD ÷ 10⁶ = 0.000983 USD
  test('is said for each workload that is sold inside its jurisdiction', () => {
    const sentences = buySentences(workloads, {});

    expect(sentences.map((one) => one.split(':')[0])).toEqual(['Buy chat', 'Buy summaries']);
    expect(sentences[0]).toContain('0.000983 USD a request at Amazon Bedrock, ');
    expect(sentences[0]).toContain('hosting does not win up to 64 × this traffic');
  });

  test('says from which traffic hosting wins', () => {
    const [first] = buySentences(workloads, { chat: assumed(123.4, 'requests/s', 'for the test') });

    expect(first).toMatch(/hosting wins from 120 requests\/s \(\d+(\.\d+)? now\)\.$/);
  });

  test('is silent where hosting is cheaper or nothing is sold inside', () => {
    const hosted = workloads.map(({ hostOrBuy, ...rest }) => ({
      ...rest,
      ...(hostOrBuy !== undefined && { hostOrBuy: { ...hostOrBuy, verdict: { kind: 'host' as const } } }),
    }));

    expect(buySentences(hosted, {})).toEqual([]);
  });
});
