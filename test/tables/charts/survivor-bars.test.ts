import { expect, test } from 'vitest';
import { survivorBars } from '../../../lib/tables/charts/survivor-bars';
import { validPlan } from '../../support/fleets';

test('each lost region has what the others carry at once and once grown, and what is promised', () => {
  const { rows } = survivorBars(validPlan('test/fleets/three-p5.yaml'));

  expect(rows).toHaveLength(6);
  // 7 and 9 instances × 1.1743 requests/s ÷ 10 requests/s
  expect(rows[2]).toMatchObject({ name: ['documents', 'without eu-central-1'], limit: 0.8 });
  expect(rows[2]?.values[0]).toBeCloseTo(0.831, 3);
  expect(rows[2]?.values[1]).toBeCloseTo(1.1079, 3);
});
