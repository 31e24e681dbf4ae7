import { expect, test } from 'vitest';
import { takeCounts } from '../../../agent/guard/take-counts';

const counted = { open: true, outstanding: 3, answers: { 200: 5, 500: 2, 503: 1 }, unanswered: 1 };

test('answers stay as they were while HAProxy does not know a replica, and nothing is in flight there', () => {
  const replica = { outstanding: 0, answers: { answered: 0, failed: 0 } };

  takeCounts([replica], [counted]);
  // 2 answers with 500 and 1 request without an answer; 503 is a full queue
  expect(replica).toEqual({ outstanding: 3, answers: { answered: 5, failed: 3 } });

  takeCounts([replica], []);
  expect(replica).toEqual({ outstanding: 0, answers: { answered: 5, failed: 3 } });
});
