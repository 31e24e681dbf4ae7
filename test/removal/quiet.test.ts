import { describe, expect, test } from 'vitest';
import { metricLagSeconds, quietMinutes, settleSeconds, stillBusy } from '../../lib/removal/quiet';

/** 12:00 UTC. */
const withdrawn = Date.UTC(2026, 10, 25, 12) / 1000;
const minute = (after: number, requests: number, connections = 0) => ({
  startSeconds: withdrawn + after * 60,
  requests,
  connections,
});
const enough = settleSeconds + quietMinutes * 60 + metricLagSeconds;

describe('whether clients have left', () => {
  test.each([
    ['at once', 0, [], 'clients may hold the old answer for 120 s more'],
    [
      'with requests',
      90,
      [minute(0, 12, 3)],
      'clients may hold the old answer for 30 s more; 12 requests and 3 connections in the minute of 12:00 UTC',
    ],
    ['once no client holds the old answer', settleSeconds, [], 'no recent requests; watching for 240 s more'],
    ['just before three whole minutes were seen', enough - 1, [], 'no recent requests; watching for 1 s more'],
    [
      'with a stream that is still open',
      enough,
      [minute(4, 0, 1)],
      '0 requests and 1 connections in the minute of 12:04 UTC',
    ],
    [
      'with the latest of several minutes',
      enough,
      [minute(3, 9), minute(4, 2)],
      '2 requests and 0 connections in the minute of 12:04 UTC',
    ],
  ])('not %s', (_, seconds, minutes, says) => {
    expect(stillBusy(withdrawn + seconds, withdrawn, minutes)).toBe(says);
  });

  test.each([
    ['CloudWatch has nothing: zero is not published', []],
    ['what it has is zero', [minute(2, 0), minute(3, 0)]],
    ['requests came before the last three minutes', [minute(0, 500, 40), minute(1, 3)]],
  ])('once %s', (_, minutes) => {
    expect(stillBusy(withdrawn + enough, withdrawn, minutes)).toBeUndefined();
  });
});
