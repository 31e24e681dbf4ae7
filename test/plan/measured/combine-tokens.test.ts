import { expect, test } from 'vitest';
import { combineTokens } from '../../../lib/plan/measured/combine-tokens';

test('days count with as many requests as they had', () => {
  const days = [
    { requests: 900, inputTokens: 900_000, outputTokens: 90_000 },
    { requests: 100, inputTokens: 300_000, outputTokens: 30_000 },
  ];

  // 1,200,000 ÷ 1,000 and 120,000 ÷ 1,000
  expect(combineTokens(days, '2026-11-25')).toEqual({
    meanInputTokens: 1200,
    meanOutputTokens: 120,
    requests: 1000,
    until: '2026-11-25',
  });
});

test.each([
  ['too few requests', { requests: 999, inputTokens: 999_000, outputTokens: 99_900 }],
  ['nothing written', { requests: 5000, inputTokens: 999_000, outputTokens: 0 }],
])('%s say nothing', (_what, day) => {
  expect(combineTokens([day], '2026-11-25')).toBeUndefined();
});
