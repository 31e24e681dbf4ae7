import { expect, test } from 'vitest';
import { never, slowestFinishSeconds } from '../../../lib/plan/idle/slowest-finish';

/** Half of the day nothing, half of it 100 requests an hour. */
const nights = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 100 : 0));

test.each([
  ['250 requests in an hour of 100 each', 250, [100], 2.5],
  ['handed in at noon, when 12 idle hours are twelve hours away', 250, nights, 14.5],
  ['more than a night does: the first night of 1,200, then half of the next', 1800, nights, 42],
])('%s', (_what, requests, perHour, hours) => {
  expect(slowestFinishSeconds(requests, perHour)).toBe(hours * 3600);
});

test('where no hour is idle it never ends', () => {
  expect(slowestFinishSeconds(1, [0, 0])).toBe(never);
});
