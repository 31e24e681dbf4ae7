import { describe, expect, test } from 'vitest';
import { type PaidInstance, priceInstances } from '../../../lambda/burn-meter/price-instances';
import { capacityBlockPrice } from '../../../lib/catalogue/capacity-block-prices';
import { offering } from '../../../lib/catalogue/prices';

const plain = (instanceType: string, phase: string | undefined): PaidInstance => ({
  instanceType,
  boughtAs: 'on-demand',
  surcharge: undefined,
  phase,
});
const p5 = (phase: string | undefined) => plain('p5.48xlarge', phase);

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
      [plain('p9.metal', 'serving'), plain('p5e.48xlarge', 'serving')],
      'us-west-2',
      {},
    );

    expect(unpriced).toEqual(['p9.metal', 'p5e.48xlarge']);
    expect(usdPerHourByPhase.get('serving')).toBe(0);
  });

  test('negotiated prices win, and price what has no list price', () => {
    const negotiated = { 'p5.48xlarge': 40, 'p5e.48xlarge': 45 };
    const { usdPerHourByPhase, unpriced } = priceInstances(
      [p5('serving'), plain('p5e.48xlarge', 'serving')],
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

  // p5.48xlarge in us-east-1 costs 55.04 USD/h on demand in the price list of this build.
  test.each([
    ['a Capacity Block', { boughtAs: 'capacity-block' }, capacityBlockPrice('p5.48xlarge', 'us-east-1'), []],
    [
      'spot, at the dearest zone',
      { boughtAs: 'spot' },
      Math.max(...(offering('p5.48xlarge', 'us-east-1')?.spotUsdPerHour ?? [])),
      [],
    ],
    ['dedicated hardware', { surcharge: 'dedicated hardware' }, 55.04, ['p5.48xlarge (dedicated hardware)']],
    ['a licensed system', { surcharge: 'licensed system' }, 55.04, ['p5.48xlarge (licensed system)']],
  ] as const)('tells %s from a Linux instance on demand', (_what, how, usd, missing) => {
    const rate = priceInstances([{ ...p5('serving'), ...how }], 'us-east-1', {});

    expect(rate.usdPerHourByPhase.get('serving')).toBe(Math.round((usd ?? Number.NaN) * 100) / 100);
    expect(rate.unpriced).toEqual(missing);
  });

  test('takes the on-demand price, which is the higher one, where spot or a Capacity Block has none', () => {
    const rates = (['capacity-block', 'spot'] as const).map((boughtAs) =>
      priceInstances([{ ...plain('p9.metal', 'serving'), boughtAs }], 'us-east-1', { 'p9.metal': 70 }),
    );

    expect(rates.map(({ usdPerHourByPhase }) => usdPerHourByPhase.get('serving'))).toEqual([70, 70]);
  });

  test('takes a negotiated price for what the account runs, whatever its hardware and system', () => {
    const rate = priceInstances([{ ...p5('serving'), surcharge: 'licensed system' }], 'us-east-1', {
      'p5.48xlarge': 60,
    });

    expect(rate.usdPerHourByPhase.get('serving')).toBe(60);
    expect(rate.unpriced).toEqual([]);
  });
});
