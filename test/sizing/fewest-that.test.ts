import { expect, test } from 'vitest';
import { fewestThat } from '../../lib/sizing/fewest-that';

const counts = Array.from({ length: 40 }, (_, index) => index + 1);

test.each(counts)(
  'wherever the search begins, %i is found to be the fewest, up to four times the beginning',
  (fewest) => {
    for (const start of counts) {
      const asked: number[] = [];
      const found = fewestThat(start, (count) => {
        asked.push(count);
        return count >= fewest ? count : undefined;
      });

      expect(found, `from ${start}`).toBe(fewest <= 4 * start ? fewest : undefined);
      expect(new Set(asked).size).toBe(asked.length);
    }
  },
);

test('where the beginning is right, it and one fewer are asked', () => {
  const asked: number[] = [];
  fewestThat(7, (count) => {
    asked.push(count);
    return count >= 7 ? count : undefined;
  });

  expect(asked).toEqual([7, 6]);
});
