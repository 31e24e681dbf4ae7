import { describe, expect, test } from 'vitest';
import {
  afterProbe,
  afterSample,
  hungSeconds,
  isSuspect,
  type Progress,
  probeDue,
  startedProgress,
} from '../../../agent/readiness/progress';
import { forwardProgress } from '../../../lib/engine/forward-progress';

const { hungAfterSeconds, idleProbeSeconds, suspectAfterSeconds, usersHungAfterSeconds } = forwardProgress;
const late = hungAfterSeconds + 1;

/** An engine whose counters are as given at 0. */
const at0 = (tokens: number, inFlight: number): Progress => afterSample(startedProgress(0), 0, { tokens, inFlight });

const isHung = (progress: Progress, at: number, longestPrefillSeconds?: number): boolean =>
  hungSeconds(progress, at, longestPrefillSeconds) !== undefined;

describe('forward progress', () => {
  test.each([
    ['tokens come', (p: Progress) => afterSample(p, late, { tokens: 11, inFlight: 4 })],
    ['a restarted engine counts anew', (p: Progress) => afterSample(p, late, { tokens: 0, inFlight: 0 })],
    ['a probe was answered', (p: Progress) => afterProbe(p, late, 'answered')],
  ])('is made where %s', (_what, change) => {
    expect(isHung(change(at0(10, 4)), late)).toBe(false);
  });

  test('is not made where there is work and no token, though the queue answers', () => {
    const saturated = afterProbe(afterSample(at0(10, 4), late, { tokens: 10, inFlight: 4 }), late, 'refused');

    expect(isHung(saturated, hungAfterSeconds)).toBe(false);
    expect(isHung(saturated, late)).toBe(true);
  });

  test.each([
    ['idle', { tokens: 10, inFlight: 0 }],
    ['unknown', undefined],
  ])('of an engine that refuses is believed while its work is %s', (_what, counters) => {
    expect(isHung(afterProbe(afterSample(at0(10, 4), late, counters), late, 'refused'), late)).toBe(false);
  });

  test('is no longer believed where probes fail, with counters or without', () => {
    expect(isHung(afterProbe(afterSample(at0(10, 0), late, undefined), late, 'failed'), late)).toBe(true);
  });

  test('lost counters alone neither move nor stall an engine', () => {
    const unknown = afterSample(at0(10, 4), 5, undefined);

    expect(unknown.movedAt).toBe(0);
    expect(unknown.tokens, 'the next sample is compared with the last one that is known').toBe(10);
  });

  test.each([
    ['idle, however long', at0(10, 0), late, false],
    ['at work, for a moment', at0(10, 4), suspectAfterSeconds, false],
    ['at work, for longer', at0(10, 4), suspectAfterSeconds + 1, true],
    ['of unknown work', afterSample(at0(10, 4), 5, undefined), late, false],
    ['idle, and a probe failed', afterProbe(at0(10, 0), idleProbeSeconds, 'failed'), idleProbeSeconds, true],
    ['idle, and a probe was answered', afterProbe(at0(10, 0), idleProbeSeconds, 'answered'), idleProbeSeconds, false],
    ['idle, and a probe was refused', afterProbe(at0(10, 0), idleProbeSeconds, 'refused'), idleProbeSeconds, false],
  ])('is doubted, and not yet missed, of an engine without a token that is %s', (_what, progress, at, suspect) => {
    expect(isSuspect(progress, at)).toBe(suspect);
  });

  test('is asked for only where no token has come for a while', () => {
    const moving = afterSample(at0(10, 4), idleProbeSeconds - 1, { tokens: 11, inFlight: 4 });

    expect(probeDue(moving, idleProbeSeconds)).toBe(false);
    expect(probeDue(at0(10, 0), idleProbeSeconds)).toBe(true);
    expect(probeDue(afterProbe(at0(10, 0), idleProbeSeconds, 'failed'), idleProbeSeconds + 1)).toBe(false);
  });

  test('is not believed of an idle engine that calls itself full, and is while its work is unknown', () => {
    expect(isHung(afterProbe(at0(10, 0), hungAfterSeconds, 'full'), late)).toBe(true);
    expect(
      isHung(afterProbe(afterSample(at0(10, 0), hungAfterSeconds, undefined), hungAfterSeconds, 'full'), late),
    ).toBe(false);
  });

  test('of an engine with work may wait as long as the longest prompt takes; one without work may not', () => {
    expect(isHung(at0(10, 1), hungAfterSeconds + 90, 90)).toBe(false);
    expect(isHung(at0(10, 1), hungAfterSeconds + 91, 90)).toBe(true);
    expect(isHung(at0(10, 0), late, 90)).toBe(true);
  });

  const answeredAt = (at: number, outstanding: number): Progress =>
    afterProbe(afterSample(at0(10, 1), at, { tokens: 10, inFlight: 1 }, outstanding), at, 'answered');

  test('is missed where users wait and only the agent itself is answered', () => {
    const at = usersHungAfterSeconds + 1;

    expect(isHung(answeredAt(at, 1), at)).toBe(true);
    expect(isHung(answeredAt(at, 1), at, 90)).toBe(false);
  });

  test('is not missed where no user waits, however the engine counts', () => {
    expect(isHung(answeredAt(usersHungAfterSeconds + 1, 0), usersHungAfterSeconds + 1)).toBe(false);
  });
});
