import { describe, expect, test } from 'vitest';
import { priceInstances } from '../../../lambda/burn-meter/price-instances';

const p5 = (phase: string | undefined) => ({ instanceType: 'p5.48xlarge', phase });

describe('the burn rate', () => {
  test('adds list prices up by phase, zeros included', () => {
    const { usdPerHourByPhase, unpriced } = priceInstances(
      [p5('serving'), p5('serving'), p5('training')],
      'us-east-1',
      {},
    );

    expect(Object.fromEntries(usdPerHourByPhase)).toEqual({
      training: 55.04,
      evaluation: 0,
      serving: 110.08,
      shared: 0,
      untagged: 0,
    });
    expect(unpriced).toEqual([]);
  });

  test('counts what has no phase tag, or an unknown one, as untagged', () => {
    const { usdPerHourByPhase } = priceInstances([p5(undefined), p5('holiday')], 'us-east-1', {});

    expect(usdPerHourByPhase.get('untagged')).toBeCloseTo(110.08);
    expect(usdPerHourByPhase.has('holiday')).toBe(false);
  });

  test('counts what has no price, and never guesses one', () => {
    const { usdPerHourByPhase, unpriced } = priceInstances(
      [
        { instanceType: 'p9.metal', phase: 'serving' },
        { instanceType: 'p5e.48xlarge', phase: 'serving' },
      ],
      'us-west-2',
      {},
    );

    expect(unpriced).toEqual(['p9.metal', 'p5e.48xlarge']);
    expect(usdPerHourByPhase.get('serving')).toBe(0);
  });

  test('negotiated prices win, and price what has no list price', () => {
    const negotiated = { 'p5.48xlarge': 40, 'p5e.48xlarge': 45 };
    const { usdPerHourByPhase, unpriced } = priceInstances(
      [p5('serving'), { instanceType: 'p5e.48xlarge', phase: 'serving' }],
      'us-west-2',
      negotiated,
    );

    expect(usdPerHourByPhase.get('serving')).toBe(85);
    expect(unpriced).toEqual([]);
  });

  test('no instances cost nothing', () => {
    const { usdPerHourByPhase } = priceInstances([], 'us-east-1', {});

    expect([...usdPerHourByPhase.values()]).toEqual([0, 0, 0, 0, 0]);
  });
});
