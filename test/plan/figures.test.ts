import { describe, expect, test } from 'vitest';
import type { Figure } from '../../lib/figures/figure';
import { exampleFleets, validPlan } from '../support/fleets';

const origins = ['measured', 'published', 'derived', 'assumed'];

/** Numbers that are choices or counts of the fleet file itself, not figures about the world. */
const plainNumbers = new Set([
  'gpuCount',
  'tensorParallel',
  'concurrency',
  'gpuMemoryUtilizationRatio',
  'timeToFirstTokenSeconds',
  'timePerOutputTokenSeconds',
  'deadlineHours',
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

describe.each([...exampleFleets])('the plan of %s', (path) => {
  const figures: [string, Figure][] = [];
  const plain: string[] = [];
  walk(validPlan(path), '', (figure, at) => figures.push([at, figure]), plain);

  test('has figures', () => {
    expect(figures.length).toBeGreaterThan(50);
  });

  test.each(figures)('%s says where it comes from', (_at, figure) => {
    expect(origins).toContain(figure.origin);
    expect(figure.source).not.toBe('');
    expect(figure.unit).not.toBe('');
    expect(Number.isFinite(figure.value)).toBe(true);
    if (figure.origin === 'measured' || figure.origin === 'published') {
      expect(figure.date).toMatch(/^\d{4}(-\d{2}){0,2}$/);
    }
    if (figure.low !== undefined && figure.high !== undefined) {
      expect(figure.low).toBeLessThan(figure.value);
      expect(figure.high).toBeGreaterThan(figure.value);
    }
  });

  test('has no number without an origin', () => {
    expect(plain.filter((at) => !plainNumbers.has(at.split('.').at(-1) ?? ''))).toEqual([]);
  });

  test('is plain data', () => {
    const plan = validPlan(path);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
