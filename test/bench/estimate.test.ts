import { describe, expect, test } from 'vitest';
import { type Fold, heldOutFolds } from '../../bench/estimate/folds';
import { quantile } from '../../bench/estimate/quantile';
import { summarize } from '../../bench/estimate/summary';
import { families, verdicts } from '../../bench/estimate/verdicts';
import { allObservations, siliconSample } from '../../lib/throughput/measurements/observations';

/** The dense points: few enough to be fitted again in a test. */
const dense = allObservations().filter(
  ({ kind, source }) => kind === 'dense' && (source === siliconSample || source === 'techbromoho-l40s'),
);

describe('the benchmark of estimates', () => {
  const folds = heldOutFolds(dense);

  test('judges every point once', () => {
    expect(folds.flatMap(({ points }) => points.map(({ id }) => id)).sort()).toEqual(dense.map(({ id }) => id).sort());
  });

  test('what is held out has no part in its own prediction', () => {
    // GIVEN one group measured ten times slower
    const held = folds.find(({ source }) => source === 'techbromoho-l40s');
    const slower = dense.map((one) =>
      one.source === held?.source ? { ...one, timePerOutputTokenSeconds: one.timePerOutputTokenSeconds * 10 } : one,
    );

    // THEN its predictions stay, so every error grows by exactly that
    const after = heldOutFolds(slower).find(({ source }) => source === held?.source);
    for (const [index, { perOutputToken }] of (after?.points ?? []).entries()) {
      expect(perOutputToken.error).toBeCloseTo((held?.points[index]?.perOutputToken.error ?? 0) - Math.log(10), 3);
    }
  });

  test('is far from the textbook', () => {
    const { perOutputToken } = summarize('all', folds);

    expect(perOutputToken.median).toBeLessThan(perOutputToken.textbookMedian / 3);
  });

  test('a missed target fails, and a family of one source is called unvalidated and not judged', () => {
    const far = { error: 1, textbook: 1, inRange: false, range: 0.1 };
    const missed = folds.map(
      (fold): Fold => ({ ...fold, points: fold.points.map((point) => ({ ...point, perOutputToken: far })) }),
    );

    expect(verdicts(missed).find(({ what }) => what.startsWith('dense, silicon sample: median'))?.passed).toBe(false);
    expect(families(missed)).toMatchObject([{ gpu: 'L40S', sources: ['techbromoho-l40s'], validated: false }]);
    expect(verdicts(missed).some(({ what }) => what.includes('L40S'))).toBe(false);
  });

  test('quantiles are values that occur', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.9)).toBe(4);
  });
});
