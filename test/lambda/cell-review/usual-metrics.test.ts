import { describe, expect, test } from 'vitest';
import { profileMetrics } from '../../../lambda/cell-review/profile-metrics';
import { usualMetrics } from '../../../lambda/cell-review/usual-metrics';

const at = new Date('2026-11-26T00:30:00Z');
const usualOf = (...days: (number | undefined)[]) => usualMetrics('assistant', 'llama-70b', at, days)[0]?.Value;

describe('what is usual', () => {
  test('is the median of the newest seven days, which one bad day does not move', () => {
    expect(usualOf(9, 0.1, 0.2, 0.3, 0.2, 9, 0.2, 0.1)).toBe(0.2);
  });

  test('is known after three days', () => {
    expect(usualOf(undefined, undefined, undefined, 0.1, undefined, 0.3, undefined, 0.2)).toBe(0.2);
    expect(usualOf(undefined, undefined, undefined, 0.1, undefined, 0.3, undefined, undefined)).toBeUndefined();
    expect(usualOf()).toBeUndefined();
  });

  test('is not older than a week', () => {
    expect(usualOf(0.1, undefined, undefined, undefined, undefined, undefined, 0.2, 0.2)).toBeUndefined();
  });

  test('is said less than two hours ahead, beyond which CloudWatch takes nothing, and past the next run', () => {
    const times = usualMetrics('assistant', 'llama-70b', at, [1, 1, 1]).map(
      ({ Timestamp }) => Timestamp?.getTime() ?? 0,
    );
    const ahead = (Math.max(...times) - at.getTime()) / 60_000;

    expect(ahead).toBeLessThan(120);
    expect(ahead).toBeGreaterThan(90);
  });
});

describe('the age of a profile', () => {
  test.each([
    ['2026-11-26', 0],
    ['2026-10-27', 30],
    ['2026-10-26', 31],
    ['2026-11-27', 0],
    [undefined, 3650],
  ])('of %s is %i days', (profiledOn, days) => {
    expect(profileMetrics('assistant', 'llama-70b', at, profiledOn)[0]?.Value).toBe(days);
  });
});
