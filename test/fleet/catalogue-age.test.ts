import { expect, test } from 'vitest';
import { catalogueAgeFindings } from '../../lib/fleet/checks/catalogue-age';

test('a table is relied on for ninety days', () => {
  // prices: 2026-03-24; the ninetieth day after is 2026-06-22
  const pathsOn = (day: string): string[] => catalogueAgeFindings(new Date(day)).map(({ path }) => path);

  expect(pathsOn('2026-06-22T12:00:00Z')).toEqual([]);
  expect(pathsOn('2026-06-23T12:00:00Z')).toEqual(['catalogue.prices']);
});

test('warns with the age in days, and never fails', () => {
  const [finding] = catalogueAgeFindings(new Date('2026-11-23T00:00:00Z')).filter(({ path }) =>
    path.endsWith('prices'),
  );

  expect(finding).toMatchObject({ level: 'warning', message: expect.stringContaining('2026-03-24, 244 days ago') });
});
