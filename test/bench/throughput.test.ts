import { describe, expect, test } from 'vitest';
import { quantile } from '../../bench/quantile';
import { type Fold, heldOutFolds } from '../../bench/throughput/folds';
import { rangeDeviations } from '../../bench/throughput/range-deviations';
import { summarize } from '../../bench/throughput/summary';
import { families, verdicts } from '../../bench/throughput/verdicts';
import { widthsOf } from '../../bench/throughput/widths';
import { allObservations, siliconSample } from '../../lib/throughput/measurements/observations';

/** Dense points of two GPUs: few enough to be fitted again in a test. */
const dense = allObservations().filter(
  ({ kind, source, engine: { gpu } }) =>
    kind === 'dense' && ((source === siliconSample && gpu === 'H100') || source === 'techbromoho-l40s'),
);

describe('the benchmark of throughput', () => {
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

    // THEN its predictions stay, but for where the fit begins, so every error grows by that
    const [after] = heldOutFolds(slower, ['techbromoho-l40s on L40S']);
    for (const [index, { perOutputToken }] of (after?.points ?? []).entries()) {
      expect(perOutputToken.error).toBeCloseTo((held?.points[index]?.perOutputToken.error ?? 0) - Math.log(10), 2);
    }
  });

  test('is far from the textbook', () => {
    const { perOutputToken } = summarize('all', folds, widthsOf(folds));

    expect(perOutputToken.median).toBeLessThan(perOutputToken.textbookMedian / 3);
  });

  test('a missed target fails, and a family of one source is called unvalidated and not judged', () => {
    const far = { error: 1, textbook: 1, deviation: 0.1 };
    const missed = folds.map(
      (fold): Fold => ({ ...fold, points: fold.points.map((point) => ({ ...point, perOutputToken: far })) }),
    );
    const widths = widthsOf(folds);

    expect(verdicts(missed, widths).find(({ what }) => what.startsWith('dense, silicon sample: median'))?.passed).toBe(
      false,
    );
    expect(families(missed, widths)).toMatchObject([
      { gpu: 'L40S', sources: ['techbromoho-l40s'], doubt: 'unvalidated: one source' },
    ]);
    expect(verdicts(missed, widths).some(({ what }) => what.includes('L40S'))).toBe(false);
  });

  test('a family that is far off fails, though its sources differ, and so does one whose others know no such width', () => {
    const public2 = (source: string, error: number): Fold => ({
      group: `${source} on B200`,
      kind: 'mixture',
      source,
      gpu: 'B200',
      points: [{ id: source, perOutputToken: { error, textbook: 1, deviation: 0.1 }, firstToken: undefined }],
    });
    const differing = [public2('a', 0.01), public2('b', 0.5), ...folds];

    const ofB200 = verdicts(differing, widthsOf(differing)).filter(({ what }) => what.startsWith('B200'));

    // half of the sources is far off, and no width but its own would hold it
    expect(ofB200.map(({ value, passed }) => [value, passed])).toEqual([
      [expect.closeTo(0.01005, 4), true],
      [0.5, false],
    ]);
    const far = [public2('a', 0.5), public2('b', 0.5), ...folds];
    expect(verdicts(far, widthsOf(far)).find(({ what }) => what.startsWith('B200'))?.passed).toBe(false);
  });

  test('quantiles are values that occur', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.9)).toBe(4);
  });
});

describe('the width of a range', () => {
  const fold = (source: string, gpu: string, errors: readonly number[]): Fold => ({
    group: `${source} on ${gpu}`,
    kind: 'dense',
    source,
    gpu,
    points: errors.map((error, index) => ({
      id: `${source} ${index}`,
      perOutputToken: { error, textbook: 0, deviation: 0.1 },
      firstToken: undefined,
    })),
  });

  test('is what eight of ten sources need for eight of ten of their points', () => {
    // five sources: eight of ten points of them are within 1, 2, 3, 4 and 9 deviations
    const needed = [1, 2, 3, 4, 9].map((most, index) =>
      fold(
        `source ${index}`,
        `GPU ${index}`,
        [0, 0, 0, 0, 0, 0, 0, most, 20, 20].map((x) => x / 10),
      ),
    );

    expect(rangeDeviations(needed, 'perOutputToken')).toEqual({ byGpu: {}, widest: expect.closeTo(4, 9) });
  });

  test('is more on a GPU whose own points need more, and never less than 1.28 deviations', () => {
    const folds = [
      ...['a', 'b', 'c'].map((source) => fold(source, 'H100', [0.01])),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((source) => fold(source, 'H200', [0.02])),
      ...[fold('a', 'A100', [0.3]), fold('b', 'A100', [0.3])],
      fold('c', 'L4', [0.1]),
    ];

    // ten of twelve need less than a fifth of a deviation; a GPU of one source has the most of any
    expect(rangeDeviations(folds, 'perOutputToken')).toEqual({
      byGpu: { A100: expect.closeTo(3, 9), H100: 1.28, H200: 1.28 },
      widest: expect.closeTo(3, 9),
    });
  });

  test('comes from public sources alone', () => {
    expect(rangeDeviations([fold(siliconSample, 'H100', [0.9])], 'perOutputToken')).toEqual({
      byGpu: {},
      widest: 1.28,
    });
  });
});
