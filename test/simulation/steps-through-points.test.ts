import { expect, test } from 'vitest';
import { simulateClosedLoop } from '../../lib/simulation/closed-loop';
import { latenciesOf } from '../../lib/simulation/latencies';
import { emptyRequests } from '../../lib/simulation/requests';
import { stepsThroughPoints } from '../../lib/simulation/steps-through-points';

const points = [
  { concurrency: 1, timeToFirstTokenSeconds: 0.07, timePerOutputTokenSeconds: 0.01 },
  { concurrency: 16, timeToFirstTokenSeconds: 0.1, timePerOutputTokenSeconds: 0.016 },
  { concurrency: 64, timeToFirstTokenSeconds: 0.3, timePerOutputTokenSeconds: 0.035 },
];
const lengths = { inputTokens: 1000, outputTokens: 200, prefillTokens: 1000 };
const parts = { secondsPerPromptToken: 0.00003, secondsPerContextToken: 1e-8 };

test('the steps are those of the arithmetic in the comment', () => {
  const { stepSeconds, overheadSeconds } = stepsThroughPoints(points, lengths, parts, 64);

  // idle: 0.07 s to the first token, 0.03 of them the prompt and 0.01 a step
  expect(overheadSeconds).toBeCloseTo(0.03, 12);
  expect(stepSeconds(1, 1100, 0, 0)).toBeCloseTo(0.01, 12);
  // (0.3 + 199 × 0.035 − 0.03 − 64 × 0.03) ÷ 200
  expect(stepSeconds(64, 64 * 1100, 0, 0)).toBeCloseTo(0.026575, 12);
  // halfway between 16 sequences, (0.1 + 199 × 0.016 − 0.03 − 16 × 0.03) ÷ 200 = 0.01387, and 64
  expect(stepSeconds(40, 40 * 1100, 0, 0)).toBeCloseTo((0.01387 + 0.026575) / 2, 12);
  expect(stepSeconds(40, 41 * 1100, 500, 0) - stepSeconds(40, 40 * 1100, 0, 0)).toBeCloseTo(0.000011 + 0.015, 12);
});

test.each(points)('a closed loop of $concurrency requests is as fast as its point', (point) => {
  const { stepSeconds, overheadSeconds } = stepsThroughPoints(points, lengths, parts, 64);
  const requests = emptyRequests(2000);
  requests.inputTokens.fill(1000);
  // unequal answers, so that the requests do not march in step; their mean is that of the points
  requests.outputTokens.forEach((_, index) => {
    requests.outputTokens[index] = 150 + ((index * 37) % 101);
  });
  const engine = { maxSequences: 64, maxBatchedTokens: 8192, maxInFlight: 64, cacheBlocks: 100_000 };
  const { concurrency } = point;
  const outcome = simulateClosedLoop(requests, { engine, stepSeconds, concurrency, betweenSeconds: overheadSeconds });
  const { endToEnd, refused } = latenciesOf([{ requests, outcome }], 0, overheadSeconds);
  const mean = endToEnd.reduce((sum, one) => sum + one, 0) / endToEnd.length;

  expect(refused).toBe(0);
  expect(mean / (point.timeToFirstTokenSeconds + 199 * point.timePerOutputTokenSeconds)).toBeCloseTo(1, 1);
});

test('prompts take no more than the points leave for them', () => {
  const slowPrompts = { ...parts, secondsPerPromptToken: 0.001 };
  const { stepSeconds, overheadSeconds } = stepsThroughPoints(points, lengths, slowPrompts, 64);

  // 0.07 − 0.01 s is all that the idle replica has for a prompt, and (0.1 + 199 × 0.016 − 200 × 0.01) ÷ 15 is more
  expect(overheadSeconds).toBeCloseTo(0, 12);
  expect(stepSeconds(0, 0, 1000, 0) - stepSeconds(0, 0, 0, 0)).toBeCloseTo(0.06, 12);
});
