import { expect, test } from 'vitest';
import { workloadsTable } from '../../../lib/tables/topology/workloads';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a workload has a host name in its jurisdiction, a batch works from a queue, and what is not deployed yet is named', () => {
  // fleet.yaml: domain ai.example.com; chat in united-states, TTFT 1 s and TPOT 0.05 s; summaries within 8 h
  expect(rows(workloadsTable(validPlan('fleet.yaml')))).toEqual([
    [
      'chat',
      'realtime-assistant',
      'llama-70b',
      'chat.united-states.ai.example.com',
      'active-active',
      'TTFT 1 s, TPOT 50 ms',
      'deployed',
    ],
    [
      'documents',
      'retrieval-analytics',
      'llama-8b',
      'documents.european-union.ai.example.com',
      'active-active',
      'TTFT 5 s, TPOT 100 ms',
      'deployed',
    ],
    [
      'summaries',
      'batch-inference',
      'llama-8b',
      'none: it works from a queue',
      'active-active',
      'done in 8 h',
      'not deployed yet',
    ],
  ]);
});
