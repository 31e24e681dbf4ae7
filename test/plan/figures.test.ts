import { describe, expect, test } from 'vitest';
import { type Figure, origins } from '../../lib/figures/figure';
import { exampleFleets, validPlan } from '../support/fleets';

/** Numbers that are choices or counts of the fleet file itself, not figures about the world. */
const plainNumbers = new Set([
  'gpuCount',
  'tensorParallel',
  'dataParallel',
  'concurrency',
  'gpuMemoryUtilizationRatio',
  'timeToFirstTokenSeconds',
  'timePerOutputTokenSeconds',
  'deadlineHours',
  'percentile',
]);

function walk(value: unknown, path: string, visit: (figure: Figure, path: string) => void, plain: string[]): void {
  if (typeof value === 'number') {
    plain.push(path);
  } else if (typeof value === 'object' && value !== null) {
    if ('origin' in value) {
      visit(value as Figure, path);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, `${path}.${key}`, visit, plain);
    }
  }
}

/** What a figure does not say, or says wrongly. */
const faultsOf = ({ value, unit, origin, source, date, low, high }: Figure): string[] =>
  Object.entries({
    [`has the origin ${origin}`]: !(origins as readonly string[]).includes(origin),
    'has no source': source === '',
    'has no unit': unit === '',
    [`is ${value}, which is no number`]: !Number.isFinite(value),
    [`is ${origin} on the date ${date}`]:
      (origin === 'measured' || origin === 'published') && !/^\d{4}(-\d{2}){0,2}$/.test(date ?? ''),
    [`is ${value}, outside its range of ${low} to ${high}`]:
      low !== undefined && high !== undefined && !(low < value && value < high),
  })
    .filter(([, isFault]) => isFault)
    .map(([fault]) => fault);

describe.each([...exampleFleets])('the plan of %s', (path) => {
  const figures: [string, Figure][] = [];
  const plain: string[] = [];
  walk(validPlan(path), '', (figure, at) => figures.push([at, figure]), plain);

  test('has figures', () => {
    expect(figures.length).toBeGreaterThan(50);
  });

  test('has only figures that say where they come from', () => {
    const faulty = figures.flatMap(([at, figure]) => faultsOf(figure).map((fault) => `${at}: ${fault}`));

    expect(faulty).toEqual([]);
  });

  test('has no number without an origin', () => {
    expect(plain.filter((at) => !plainNumbers.has(at.split('.').at(-1) ?? ''))).toEqual([]);
  });

  test('is plain data', () => {
    const plan = validPlan(path);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
