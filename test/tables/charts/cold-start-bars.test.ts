import { expect, test } from 'vitest';
import { coldStartBars } from '../../../lib/tables/charts/cold-start-bars';
import { validPlan } from '../../support/fleets';

test('the stages of a type add up to its total, which has a range', () => {
  const [first] = coldStartBars(validPlan('fleet.yaml')).rows;

  expect(first).toMatchObject({ model: 'llama-70b', instanceType: 'p5.48xlarge' });
  expect(first?.seconds.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(701.02, 1);
  expect(first?.total.low).toBeCloseTo(484.9, 1);
  expect(first?.total.high).toBeCloseTo(1156.13, 1);
});
