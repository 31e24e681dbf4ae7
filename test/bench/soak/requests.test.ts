import { expect, test } from 'vitest';
import { drawnKind } from '../../../bench/soak/requests';

test('kinds of requests are drawn by their shares', () => {
  const drawn = Array.from({ length: 100 }, (_, percent) => drawnKind((percent + 0.5) / 100).name);

  expect(drawn.filter((name) => name === 'stream of 40 tokens')).toHaveLength(50);
  expect(drawn.filter((name) => name === 'body of 5 MB')).toHaveLength(2);
  expect(new Set(drawn).size).toBe(9);
});
