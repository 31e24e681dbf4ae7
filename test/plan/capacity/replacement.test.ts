import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';

describe('replacing the instances of a group, by hand', () => {
  const pool = validPlan().cells[0]?.pools[0];

  test('launches one beside three, one after the other', () => {
    expect(pool?.replacement).toMatchObject({ order: 'launch-first', spareInstances: { value: 1 } });
    expect(pool?.replacement.minHealthyRatio.value).toBe(1);
    expect(pool?.replacement.maxHealthyRatio.value).toBeCloseTo(4 / 3, 9);
    expect(pool?.replacement.firstCheckpointRatio.value).toBeCloseTo(1 / 3, 9);
  });

  test('takes three cold starts at their slow end and two waits of ten minutes; twice that to take it back', () => {
    expect(pool?.replacement.seconds.value).toBe(3 * 1157 + 600 + 600);
    expect(pool?.replacement.rollbackSeconds.value).toBe(2 * (3 * 1157 + 1200));
  });

  test('taking it back costs the instance beside the others for as long', () => {
    const cost = validPlan().cellCosts[0]?.pools[0]?.rollbackUsd.value;

    expect(cost).toBeCloseTo((55.04 * 2 * (3 * 1157 + 1200)) / 3600, 6);
  });

  test('terminates first where reservations are full', () => {
    const text = edit(
      chatFleetText(),
      '    precision: fp8',
      '    pools: { baseline: { reservations: { us-east-1: [cr-0123456789abcdef0] } } }\n    precision: fp8',
    );
    const reserved = planOf(text).plan?.cells[0]?.pools[0];

    expect(reserved?.replacement).toMatchObject({ order: 'terminate-first', spareInstances: { value: 0 } });
    expect(reserved?.replacement.minHealthyRatio.value).toBeCloseTo(2 / 3, 9);
    expect(reserved?.replacement.maxHealthyRatio.value).toBe(1);
    expect(planOf(text).plan?.cellCosts[0]?.pools[0]?.rollbackUsd.value).toBe(0);
  });
});
