import { describe, expect, test } from 'vitest';
import { attemptOrder, chooseTier, gatewaySlots, lends } from '../../lib/gateway/choose-tier';

const load = (slots: number | undefined, inFlight: number) => ({ slots, inFlight });

describe('a request is sent first', () => {
  test.each([
    ['to the own cell, which has a free slot', [load(4, 3), load(4, 0)], 0],
    ['to the sibling, when the own cell has none', [load(4, 4), load(4, 0)], 1],
    ['to the provider, which nothing limits', [load(4, 4), load(4, 5), load(undefined, 900)], 2],
    ['to the own cell, whose engines have queues, when all are full', [load(4, 4), load(4, 4)], 0],
    ['to the sibling, when the own cell has lost its instances', [load(0, 0), load(4, 0)], 1],
  ])('%s', (_what, tiers, first) => {
    expect(chooseTier(tiers)).toBe(first);
  });
});

test('a region lends free slots alone', () => {
  expect([load(4, 3), load(4, 4), load(0, 0)].map(lends)).toEqual([true, false, false]);
});

test('every tier is asked once, the own cell twice where it comes first, the full ones last', () => {
  expect(attemptOrder(3, 0)).toEqual([0, 0, 1, 2]);
  expect(attemptOrder(3, 1)).toEqual([1, 2, 0]);
  expect(attemptOrder(1, 0)).toEqual([0, 0]);
});

test('gateways share the slots of the ready instances, rounded up', () => {
  expect(gatewaySlots(64, 3, 2)).toBe(96);
  expect(gatewaySlots(5, 1, 2)).toBe(3);
  expect(gatewaySlots(64, 0, 2)).toBe(0);
});
