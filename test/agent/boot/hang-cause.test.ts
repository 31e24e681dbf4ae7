import { describe, expect, test } from 'vitest';
import { hangCause } from '../../../agent/boot/hang-cause';
import { KeptJournal } from '../../../agent/io/journal';

/** A journal in which attempts have failed, the newest last. */
function journalOf(...failed: readonly (readonly [what: string, problem: string])[]): KeptJournal {
  const journal = new KeptJournal(() => undefined);
  for (const [what, problem] of failed) {
    journal.log('retrying', { what, problem, attempt: 1 });
  }
  return journal;
}

const guarded = { guarded: true, answers: false };
const waits = { guarded: false, answers: true };

describe('a launch that hangs', () => {
  test.each([
    ['weights', 'AccessDenied', { reason: 'permission', stage: 'weights', problem: 'manifest: AccessDenied' }],
    ['weights', 'TimeoutError', { reason: 'weights', stage: 'weights', problem: 'manifest: TimeoutError' }],
    ['image', 'AccessDenied', { reason: 'image', stage: 'image', problem: undefined }],
  ] as const)('in %s after a manifest with %s', (stage, problem, cause) => {
    expect(hangCause(journalOf(['manifest', problem]), stage, guarded)).toEqual(cause);
  });

  test('is told by the newest attempt', () => {
    const journal = journalOf(
      ['weights file a', 'ENOSPC'],
      ['metrics', 'Throttling'],
      ['weights file b', 'SlowConnection'],
    );

    expect(hangCause(journal, 'weights', guarded).problem).toBe('weights file b: SlowConnection');
  });

  test.each([
    ['AccessDeniedException', 'permission'],
    ['SecretTooShort', 'other'],
  ])('and waits for its secret alone, refused with %s, has not failed to warm up', (problem, reason) => {
    expect(hangCause(journalOf(['cache salt secret', problem]), 'warmUp', waits)).toEqual({
      reason,
      stage: 'boot',
      problem: `cache salt secret: ${problem}`,
    });
  });

  test('names a secret that is denied before a stage that is only slow', () => {
    const journal = journalOf(['cache salt secret', 'AccessDeniedException']);

    expect(hangCause(journal, 'loadToGpu', { guarded: false, answers: false }).reason).toBe('permission');
  });
});
