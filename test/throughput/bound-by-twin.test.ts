import { describe, expect, test } from 'vitest';
import { derived, measured } from '../../lib/figures/figure';
import { boundByTwin, slowerTwinOf } from '../../lib/throughput/bound-by-twin';
import { allObservations, type Observation } from '../../lib/throughput/measurements/observations';

const twin = slowerTwinOf('H200') as NonNullable<ReturnType<typeof slowerTwinOf>>;

/** Value that the given part of a list does not exceed. */
const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(part * values.length) - 1] as number;

describe('an H200 beside an H100', () => {
  const pairs = new Map<string, Record<string, Observation>>();
  for (const observation of allObservations()) {
    const { source, engine, load } = observation;
    const key = JSON.stringify([source, engine.readFrom, engine.format, engine.kvPrecision, engine.layout, load]);
    pairs.set(key, { ...pairs.get(key), [engine.gpu]: observation });
  }
  const ratiosOf = (quantity: 'timeToFirstTokenSeconds' | 'timePerOutputTokenSeconds'): number[] =>
    [...pairs.values()].flatMap(({ H100: slow, H200: fast }) =>
      slow?.[quantity] === undefined || fast?.[quantity] === undefined ? [] : [fast[quantity] / slow[quantity]],
    );

  test('generates tokens faster in every pair of measurements that differ in nothing else', () => {
    const ratios = ratiosOf('timePerOutputTokenSeconds');

    expect(ratios).toHaveLength(46);
    expect(Math.max(...ratios)).toBeLessThan(1);
  });

  test.each(['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds'] as const)('has the stated ratios of %s', (of) => {
    const ratios = ratiosOf(of);

    expect(quantile(ratios, 0.5)).toBeCloseTo(twin.ratios[of].median, 2);
    expect(quantile(ratios, 0.8)).toBeLessThanOrEqual(twin.ratios[of].eightOfTen);
    expect(quantile(ratios, 0.8)).toBeGreaterThan(twin.ratios[of].eightOfTen - 0.01);
  });
});

describe('an estimate', () => {
  const onTwin = {
    timeToFirstTokenSeconds: derived(0.3, 's', 'fit', { low: 0.27, high: 0.33 }),
    timePerOutputTokenSeconds: measured(0.03, 's', { source: 'row', date: '2025-10-29' }),
  };

  test('is lowered to what the slower GPU did: 1.05 and 0.96 of it, up to 1.085 and 0.978 of its high end', () => {
    const bound = boundByTwin(
      {
        timeToFirstTokenSeconds: derived(0.4, 's', 'roofline', { low: 0.2, high: 0.8 }),
        timePerOutputTokenSeconds: derived(0.032, 's', 'roofline', { low: 0.026, high: 0.039 }),
      },
      onTwin,
      twin,
    );

    expect(bound.timeToFirstTokenSeconds).toMatchObject({
      low: 0.2,
      value: expect.closeTo(0.315, 9),
      high: expect.closeTo(0.35805, 9),
    });
    expect(bound.timePerOutputTokenSeconds).toMatchObject({
      low: 0.026,
      value: expect.closeTo(0.0288, 9),
      high: expect.closeTo(0.02934, 9),
    });
    expect(bound.timePerOutputTokenSeconds.from).toContainEqual(onTwin.timePerOutputTokenSeconds);
  });

  test('stays as it is where it is lower already', () => {
    const lower = {
      timeToFirstTokenSeconds: derived(0.2, 's', 'roofline', { low: 0.15, high: 0.3 }),
      timePerOutputTokenSeconds: derived(0.02, 's', 'roofline', { low: 0.016, high: 0.025 }),
    };

    expect(boundByTwin(lower, onTwin, twin)).toEqual(lower);
  });
});
