import { expect, test } from 'vitest';
import { placeColdStartsTable } from '../../../lib/tables/calibration/place-cold-starts';
import { origins, rows } from '../../support/table-cells';

test('a whole cold start is measured, in each region and pool', () => {
  const measured = { p50Seconds: 740, p95Seconds: 872, slowestSeconds: 900, samples: 5, until: '2026-11-25' };
  const place = { region: 'us-east-1', model: 'llama-70b', instanceType: 'p5.48xlarge', pool: 'baseline' as const };
  const table = placeColdStartsTable({ places: [{ ...place, measured }] });

  expect(rows(table)).toEqual([
    ['llama-70b', 'us-east-1', 'p5.48xlarge', 'baseline', '5', '740', '872', '900', '2026-11-25'],
  ]);
  expect(origins(table.rows[0]).slice(4, 8)).toEqual(['measured', 'measured', 'measured', 'measured']);
});
