import { expect, test } from 'vitest';
import { cellsTable } from '../../../lib/tables/capacity/cells';
import { validPlan } from '../../support/fleets';
import { heads, rows } from '../../support/table-cells';

test('a cell says what it takes and when it grows', () => {
  const table = cellsTable(validPlan('test/fleets/three-p5.yaml'));

  expect(heads(table).slice(4, 7)).toEqual([
    'minimum, instances',
    'maximum, instances',
    'adds an instance above, requests in flight on each',
  ]);
  // 2 replicas × 64 in flight = 128, × 0.8 = 102; 1 s TTFT + 1,024 tokens × 0.05 s = 53 s at the longest
  expect(rows(table)[0]).toEqual([
    'llama-70b',
    'us-east-1',
    'use1-az2 use1-az6',
    '60 % of chat',
    '3',
    '4',
    '102',
    '128',
    '53 s',
  ]);
});
