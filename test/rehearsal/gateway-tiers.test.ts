import { expect, test } from 'vitest';
import { chooseTier } from '../../lib/rehearsal/gateway-tiers';

test.each([
  [
    'the own cell while it has a free slot',
    [
      [9, 10],
      [0, 10],
    ],
    0,
  ],
  [
    'the nearest sibling once the own cell is full',
    [
      [10, 10],
      [9, 10],
      [0, 10],
    ],
    1,
  ],
  [
    'the next sibling where the nearest is full, too',
    [
      [10, 10],
      [10, 10],
      [0, 10],
    ],
    2,
  ],
  [
    'the queue of the own cell where all are full',
    [
      [12, 10],
      [10, 10],
    ],
    0,
  ],
  [
    'a sibling where the own cell has no instance',
    [
      [0, 0],
      [3, 10],
    ],
    1,
  ],
] as const)('%s', (_what, tiers, chosen) => {
  expect(chooseTier(tiers.map(([inFlight, slots]) => ({ inFlight, slots })))).toBe(chosen);
});
