import { expect, test } from 'vitest';
import { hoursOfDay } from '../../lib/sizing/hours-of-day';

/** So many requests in each hour, spread over it evenly, the last one half a minute before its end. */
const arrivals = (perHour: readonly number[]): Float64Array =>
  Float64Array.from(
    perHour.flatMap((count, hour) =>
      Array.from({ length: count }, (_, index) => hour * 3600 + (3570 * (index + 1)) / count),
    ),
  );

test('a day with two requests an hour by day and one by night: 4 ÷ 3 and 2 ÷ 3 of the mean', () => {
  const day = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 2));

  expect(hoursOfDay(arrivals(day))).toEqual(day.map((count) => expect.closeTo(count / 1.5, 12)));
});

test('of two days the busier one decides for each hour, and what follows the last whole day does not count', () => {
  const [one, other] = [
    Array.from({ length: 24 }, () => 2),
    Array.from({ length: 24 }, (_, hour) => (hour === 5 ? 8 : 2)),
  ];
  const mean = (24 * 2 + 23 * 2 + 8) / 48;

  const hours = hoursOfDay(arrivals([...one, ...other, 50, 50]));

  expect(hours?.[5]).toBeCloseTo(8 / mean, 12);
  expect(hours?.[6]).toBeCloseTo(2 / mean, 12);
});

test('less than a day shows no hours', () => {
  expect(hoursOfDay(arrivals(Array.from({ length: 23 }, () => 2)))).toBeUndefined();
});
