import { expect, test } from 'vitest';
import { commitmentsTable } from '../../../lib/tables/cost/commitments';
import { validPlan } from '../../support/fleets';
import { heads, origins, rows } from '../../support/table-cells';

test('what always runs stands once for each cell, with every way to buy it side by side', () => {
  const table = commitmentsTable(validPlan('fleet.yaml'));

  expect(heads(table).slice(4)).toEqual(['on demand', 'reserved, 1 year', 'Capacity Block', 'spot']);
  // gpu-prices.csv of November 2026: p5.48xlarge in us-east-1 has no reserved price, g6e.2xlarge in eu-central-1 no Capacity Block
  expect(rows(table)).toContainEqual([
    'llama-70b',
    'us-east-1',
    'p5.48xlarge',
    expect.any(String),
    '55.04',
    'not stated',
    '41.528',
    '20.078',
  ]);
  expect(rows(table)).toContainEqual([
    'llama-8b',
    'eu-central-1',
    'g6e.2xlarge',
    expect.any(String),
    '2.804',
    '1.766',
    'not stated',
    '1.289',
  ]);
  expect(origins(table.rows[0])).toContain('published');
});

test('a batch has no baseline that always runs', () => {
  const { rows: cells } = commitmentsTable(validPlan('fleet.yaml'));

  expect(cells).toHaveLength(4);
});

test('the notes say when each price was read, and which rates no list states', () => {
  const notes = commitmentsTable(validPlan('fleet.yaml')).notes?.join(' ');

  expect(notes).toMatch(
    /Prices were read: on demand [\d-]+.*, reserved 2026-01-21, Capacity Block 2026-07-22, spot [\d-]+/,
  );
  expect(notes).toContain('No price list states a rate of Savings Plans');
});
