import { expect, test } from 'vitest';
import { workloadSummary } from '../../../lib/tables/summary/workload-summary';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a workload says what is left of its peak, what is promised of it, and how long clients wait', () => {
  const table = workloadSummary(validPlan('test/fleets/three-p5.yaml'));

  expect(rows(table)).toEqual([
    ['chat', 'llama-70b', '33.8', '1 s, 50 ms', '123 % (100 %)', '2 min 30 s', '19.6'],
    ['documents', 'llama-8b', '10', '5 s, 100 ms', '83 % (80 %)', '2 min 30 s', '10.8'],
    ['summaries', 'llama-8b', '6', 'done in 8 h', '115 % (100 %)', '17 min', '1.17'],
  ]);
  expect(table.notes).toEqual(['Planned and priced, but not deployed yet: summaries (a batch workload).']);
});

test('a workload without a failover policy promises nothing', () => {
  const { workloads } = validPlan();
  const none = workloads.map((one) => ({ ...one, failover: { ...one.failover, mode: 'none' as const } }));

  expect(rows(workloadSummary({ workloads: none }))[0]?.slice(4, 6)).toEqual(['no failover', '']);
});
