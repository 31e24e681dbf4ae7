import { expect, test } from 'vitest';
import { replicaTables } from '../../../lib/tables/capacity/replicas';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

const tables = replicaTables(validPlan('test/fleets/three-p5.yaml'));

test('each workload has a table for its model', () => {
  expect(tables.map(({ title }) => title)).toEqual([
    'chat: llama-70b on each allowed instance type, first choice first',
    'documents: llama-8b on each allowed instance type, first choice first',
    'summaries: llama-8b on each allowed instance type, first choice first',
  ]);
});

test('a replica has rounded latencies with their ranges, and whole sequences', () => {
  // test/plan/three-p5-by-hand.test.ts: 26.51 sequences fit, 16 are planned, TTFT 0.2837 s, TPOT up to 0.04756 s
  expect(Object.fromEntries((tables[1] ? rows(tables[1]) : []).map(([what, first]) => [what, first]))).toMatchObject({
    'memory fits, at the maximum length': '26 requests',
    'planned concurrency of a replica': '16 requests',
    'TTFT at that concurrency': '270 ms (110–640)',
    'TPOT at that concurrency': '29 ms (19–43)',
    'replicas of an instance': '1 replica',
    'planned for an instance': '1.38 requests/s',
  });
});
