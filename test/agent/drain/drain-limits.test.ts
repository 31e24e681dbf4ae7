import { describe, expect, test } from 'vitest';
import { drainCause } from '../../../agent/drain/drain-cause';
import { drainLimits } from '../../../agent/drain/drain-limits';

const limits = { drainLimitSeconds: 53, spotDrainLimitSeconds: 40, spotNoticeLimitSeconds: 110 };

describe('leaving', () => {
  test('F9: on a spot notice ends with everything within its limit, two seconds for an engine that must be ended included', () => {
    const { streamsSeconds, stopSeconds, endSeconds } = drainLimits('spot-notice', true, limits);

    expect([streamsSeconds, stopSeconds, endSeconds]).toEqual([100, 8, 2]);
  });

  test.each([
    [false, 53 + 53],
    [true, 53 + 40],
  ])('on scale-in has the deregistration delay and the drain after it (spot: %s)', (spot, seconds) => {
    expect(drainLimits('scale-in', spot, limits).streamsSeconds).toBe(seconds);
  });

  test.each([
    ['{"action": "terminate", "time": "2026-11-25T22:00:00Z"}', 'InService', 'spot-notice'],
    ['{"action":"stop","time":"2026-11-25T22:00:00Z"}', 'Terminated', 'spot-notice'],
    [undefined, 'Terminated', 'scale-in'],
    [undefined, 'Warmed:Terminated', 'scale-in'],
    [undefined, 'InService', undefined],
    [undefined, 'Standby', undefined],
    [undefined, undefined, undefined],
    ['<html>', 'a state that is new', undefined],
  ])('%s and %s: %s', (notice, targetState, cause) => {
    expect(drainCause(notice, targetState)).toBe(cause);
  });
});
