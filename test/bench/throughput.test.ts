import { describe, expect, test } from 'vitest';
import { heldOutFolds } from '../../bench/throughput/folds';
import { overall } from '../../bench/throughput/summary';
import { verdicts } from '../../bench/throughput/verdicts';
import { quantile } from '../../lib/plan/throughput/held-out';
import { fittedObservations } from '../../lib/plan/throughput/roofline-observations';

describe('the throughput benchmark', () => {
  const observations = fittedObservations();
  const folds = heldOutFolds(observations);

  test('judges every point once', () => {
    expect(folds.flatMap(({ points }) => points.map(({ id }) => id)).sort()).toEqual(
      observations.map(({ point }) => point.id).sort(),
    );
  });

  test('what is held out has no part in its own prediction', () => {
    // GIVEN one group measured ten times slower
    const held = folds[0]?.group;
    const slower = observations.map((one) =>
      one.group === held ? { ...one, timePerOutputTokenSeconds: one.timePerOutputTokenSeconds * 10 } : one,
    );

    // THEN its predictions stay, so every error grows by exactly that
    const before = folds[0]?.points ?? [];
    const after = heldOutFolds(slower)[0]?.points ?? [];
    for (const [index, { fitted }] of after.entries()) {
      expect(fitted.perOutputToken).toBeCloseTo((before[index]?.fitted.perOutputToken ?? 0) - Math.log(10), 9);
    }
  });

  test('meets its targets, far from the textbook', () => {
    const { perOutputToken } = overall(folds);

    expect(verdicts(overall(folds)).every(({ passed }) => passed)).toBe(true);
    expect(perOutputToken.median).toBeLessThan(perOutputToken.textbookMedian / 3);
  });

  test('a missed target fails', () => {
    const missed = overall(
      folds.map((fold) => ({
        ...fold,
        points: fold.points.map((point) => ({ ...point, fitted: { firstToken: 1, perOutputToken: 1 } })),
      })),
    );

    expect(verdicts(missed)[0]?.passed).toBe(false);
  });

  test('quantiles are values that occur', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.9)).toBe(4);
  });
});
