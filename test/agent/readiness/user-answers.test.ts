import { describe, expect, test } from 'vitest';
import { answerCounts, noAnswers } from '../../../agent/readiness/answer-counts';
import { type AnswerRecord, afterCounts, answerFault, startedRecord } from '../../../agent/readiness/user-answers';

/** A record after so many answers and failures every five seconds. */
function record(...looks: readonly (readonly [answered: number, failed: number])[]): AnswerRecord {
  let total = noAnswers;
  return looks.reduce((before, [answered, failed], index) => {
    total = { answered: total.answered + answered, failed: total.failed + failed };
    return afterCounts(before, 5 * index, total);
  }, startedRecord(noAnswers));
}

describe('answers to users', () => {
  test.each([
    [200, { answered: 1, failed: 0 }],
    [500, { answered: 0, failed: 1 }],
    [502, { answered: 0, failed: 1 }],
    [503, noAnswers],
    [429, noAnswers],
    [400, noAnswers],
  ])('count status %s by whether the engine is to blame', (status, counts) => {
    expect(answerCounts({ [status]: 1 }, 0)).toEqual(counts);
  });

  test('that did not come count as failed', () => {
    expect(answerCounts({ 200: 3, 404: 2, 503: 4 }, 5)).toEqual({ answered: 3, failed: 5 });
  });

  test('are a fault where more than half of a minute failed, and none where it is half', () => {
    expect(answerFault(record([9, 11]))).toBe('11 of 20 answers failed within 60 s');
    expect(answerFault(record([10, 10]))).toBeUndefined();
  });

  test('are too few to tell below twenty', () => {
    expect(answerFault(record([9, 10]))).toBeUndefined();
  });

  test('are a fault where ten in a row failed, however slowly they came', () => {
    const slow = Array.from({ length: 100 }, (_, index): [number, number] => [0, index % 10 === 0 ? 1 : 0]);

    expect(answerFault(record(...slow))).toBe('10 answers in a row failed');
    expect(answerFault(record(...slow.slice(0, 90)))).toBeUndefined();
    expect(answerFault(record(...slow.slice(0, 90), [1, 0], [0, 9]))).toBeUndefined();
  });

  test('of more than a minute ago no longer count', () => {
    const minute = Array.from({ length: 12 }, (): [number, number] => [1, 0]);

    expect(answerFault(record([0, 30], [1, 0], ...minute))).toBeUndefined();
  });

  test('that were counted anew are all of now', () => {
    const before = afterCounts(startedRecord(noAnswers), 0, { answered: 500, failed: 0 });

    expect(answerFault(afterCounts(before, 70, { answered: 1, failed: 19 }))).toBe(
      '19 of 20 answers failed within 60 s',
    );
  });
});
