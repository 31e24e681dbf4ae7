import { expect, test, vi } from 'vitest';
import { catalogueAgeFindings } from '../../lib/fleet/checks/catalogue-age';

vi.mock('../../lib/catalogue/prices', () => ({
  pricesProvenance: (region: string) => ({
    source: 'a price table',
    url: 'https://example.com',
    date: region === 'eu-north-1' ? '2026-11-01' : '2026-03-24',
  }),
}));

test('a table is relied on for ninety days', () => {
  // prices: 2026-03-24; the ninetieth day after is 2026-06-22
  const pathsOn = (day: string): string[] => catalogueAgeFindings(new Date(day), ['us-east-1']).map(({ path }) => path);

  expect(pathsOn('2026-06-22T12:00:00Z')).toEqual([]);
  expect(pathsOn('2026-06-23T12:00:00Z')).toEqual(['catalogue.prices']);
});

test('warns with the age in days, and never fails', () => {
  const [finding] = catalogueAgeFindings(new Date('2026-11-23T00:00:00Z'), ['us-east-1']).filter(({ path }) =>
    path.endsWith('prices'),
  );

  expect(finding).toMatchObject({ level: 'warning', message: expect.stringContaining('2026-03-24, 244 days ago') });
});

test('prices are as old as those of the regions that the fleet uses, and each reading is warned of once', () => {
  const pricesOf = (...regions: string[]) =>
    catalogueAgeFindings(new Date('2026-11-23T00:00:00Z'), regions).filter(({ path }) => path === 'catalogue.prices');

  expect(pricesOf('eu-north-1')).toEqual([]);
  expect(pricesOf('us-east-1', 'eu-north-1', 'us-west-2')).toMatchObject([
    {
      message: expect.stringMatching(
        /^is old \(us-east-1, us-west-2\).*; with AWS credentials, run: npx polyregion prices update$/,
      ),
    },
  ]);
});
