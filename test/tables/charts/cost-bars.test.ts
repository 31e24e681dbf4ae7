import { expect, test } from 'vitest';
import { costBars } from '../../../lib/tables/charts/cost-bars';
import { validPlan } from '../../support/fleets';

test('each phase has its cost, its worst case and its budget', () => {
  const { rows, bars, limit } = costBars(validPlan('test/fleets/three-p5.yaml'));

  expect([...bars, limit]).toEqual(['expected', 'worst case', 'budget']);
  expect(rows[0]).toEqual({ name: ['training'], values: [0, 0], limit: 40_000 });
  expect(rows[2]?.values.map(Math.round)).toEqual([266_538, 506_693]);
});
