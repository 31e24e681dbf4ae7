import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, load, planOf } from '../../support/fleets';
import { readText } from '../../support/project-root';

const withPools = (pools: string) => {
  const { plan, findings } = planOf(
    edit(chatFleetText(), '    precision: fp8', `    pools: ${pools}\n    precision: fp8`),
  );
  expect(plan, JSON.stringify(findings)).toBeDefined();
  return plan;
};

describe('the pools of a cell', () => {
  test('without a word: on demand, with room to replace one instance', () => {
    expect(withPools('{}')?.cells[0]?.pools).toMatchObject([
      { pool: 'baseline', purchase: 'on-demand', minInstances: { value: 3 }, surgeInstances: { value: 1 } },
    ]);
  });

  test('an overflow is spot: idle in the expected cost, at the price on demand in the worst case', () => {
    const plan = withPools('{ overflow: { maxInstances: 2 } }');

    expect(plan?.cells[0]?.pools[1]).toMatchObject({
      pool: 'overflow',
      purchase: 'spot',
      maxInstances: { value: 2 },
      warmInstances: { value: 0 },
    });
    expect(plan?.cellCosts[0]?.expectedUsdPerHour.value).toBeCloseTo(3 * 55.04, 9);
    expect(plan?.cellCosts[0]?.worstCaseUsdPerHour.value).toBeCloseTo((4 + 2) * 63.296, 9);
  });

  test('reservations come first, and leave no room to launch before terminating', () => {
    const plan = withPools('{ baseline: { reservations: { us-east-1: [cr-0123456789abcdef0] } } }');

    expect(plan?.cells.map(({ pools }) => [pools[0]?.reservations, pools[0]?.surgeInstances.value])).toEqual([
      [['cr-0123456789abcdef0'], 0],
      [[], 1],
    ]);
  });

  test('a Capacity Block is paid beforehand, and is no quota', () => {
    const block =
      '{ id: cr-0123456789abcdef0, region: us-east-1, instanceType: p5.48xlarge, instances: 2, startsAt: "2027-01-04T11:30:00Z", endsAt: "2027-01-11T11:30:00Z", usd: 14600 }';
    const plan = withPools(`{ capacityBlocks: [${block}] }`);

    expect(plan?.cells[0]?.pools[1]).toMatchObject({
      pool: 'capacity-block',
      purchase: 'prepaid',
      maxInstances: { value: 2 },
      block: { usd: { value: 14_600 } },
    });
    // 14,600 ÷ (7 × 24 h); spread over a month of 730 h it is 20 an hour
    expect(plan?.cells[0]?.pools[1]?.block?.usdPerHour.value).toBeCloseTo(14_600 / 168, 9);
    expect(plan?.cellCosts[0]?.expectedUsdPerHour.value).toBeCloseTo(3 * 55.04 + 20, 9);
    expect(plan?.quotas.find(({ region }) => region === 'us-east-1')?.vcpus.value).toBe((4 + 1) * 192);
  });

  test('spot counts against a quota of its own', () => {
    const plan = withPools('{ overflow: { maxInstances: 2 } }');

    expect(plan?.quotas.map(({ region, quotaCode, vcpus }) => [region, quotaCode, vcpus.value])).toEqual([
      ['us-east-1', 'L-417A185B', 960],
      ['us-east-1', 'L-C4BD4855', 384],
      ['us-west-2', 'L-417A185B', 960],
      ['us-west-2', 'L-C4BD4855', 384],
    ]);
  });
});

describe('what was bought', () => {
  const block = (region: string): string =>
    `{ id: cr-0123456789abcdef0, region: ${region}, instanceType: p5.48xlarge, instances: 2, startsAt: "2027-01-04T11:30:00Z", endsAt: "2027-01-11T11:30:00Z", usd: 14600 }`;

  test.each([
    {
      what: 'a Capacity Block',
      pools: `{ capacityBlocks: [${block('eu-north-1')}] }`,
      path: 'models[0].pools.capacityBlocks[0].region',
    },
    {
      what: 'a reservation',
      pools: '{ baseline: { reservations: { eu-north-1: [cr-0123456789abcdef0] } } }',
      path: 'models[0].pools.baseline.reservations.eu-north-1',
    },
  ])('where the model does not serve fails: $what', ({ pools, path }) => {
    const text = edit(readText('fleet.yaml'), '    tensorParallel: 4', `    tensorParallel: 4\n    pools: ${pools}`);

    expect(load(text, '.').findings.find((finding) => finding.path === path)?.message).toContain(
      'is no region in which llama-70b serves, got "eu-north-1", expected one of us-east-1, us-west-2',
    );
  });

  test('and is not deployed yet is said', () => {
    const text = edit(
      chatFleetText(),
      '    precision: fp8',
      `    pools: { overflow: { maxInstances: 1 }, capacityBlocks: [${block('us-east-1')}] }\n    precision: fp8`,
    );

    expect(planOf(text).findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        path: 'models[0].pools',
        message: expect.stringContaining('does not deploy all of them yet, got "a Capacity Block"'),
      }),
    );
  });
});
