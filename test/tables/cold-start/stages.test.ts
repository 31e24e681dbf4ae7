import { expect, test } from 'vitest';
import { stagesTable } from '../../../lib/tables/cold-start/stages';
import { validPlan } from '../../support/fleets';
import { origins, rows } from '../../support/table-cells';

test('stages are durations with their ranges, and a model has each type once', () => {
  const table = stagesTable(validPlan('fleet.yaml'));

  expect(rows(table).map((row) => row.slice(0, 2))).toEqual([
    ['llama-70b', 'p5.48xlarge'],
    ['llama-70b', 'p5en.48xlarge'],
    ['llama-8b', 'g6e.2xlarge'],
    ['llama-8b', 'g6e.4xlarge'],
  ]);
  // launch, boot and image are assumed: 120 s (60–300), 60 s (30–180), 300 s (240–360); 701 s (485–1,156) in all
  expect(rows(table)[0]?.slice(2, 5)).toEqual(['2 min (1–5)', '60 s (30–180)', '5 min (4–6)']);
  expect(rows(table)[0]?.at(-1)).toBe('12 min (8–19)');
  expect(origins(table.rows[0]).slice(2)).toEqual([
    'assumed',
    'assumed',
    'assumed',
    'derived',
    'derived',
    'published',
    'published',
    'assumed',
    'derived',
    'derived',
  ]);
});
