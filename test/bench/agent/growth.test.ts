import { expect, test } from 'vitest';
import { growth } from '../../../bench/agent/growth';

test.each([
  ['a heap that breathes', (index: number) => 100 + (index % 3), 101, 101],
  ['one that only warms up', (index: number) => (index < 40 ? index : 100), 100, 100],
  ['one that grows', (index: number) => index, 50, 110],
])('the growth of %s is between the quarters after warm-up', (_what, memory, early, late) => {
  const samples = Array.from({ length: 120 }, (_, index) => memory(index));

  expect(growth(samples, 1 / 3)).toEqual({ early, late });
});
