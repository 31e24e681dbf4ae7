import { expect, test } from 'vitest';
import { measured, stated } from '../../../lib/figures/figure';
import { requestTokensTable } from '../../../lib/tables/calibration/request-tokens';
import { rows } from '../../support/table-cells';

const inFile = stated(1200, 'tokens', 'by hand');
const traced = measured(211, 'tokens', { source: 'by hand', date: '2023-11-16' });
const drift = {
  of: 'workload' as const,
  name: 'chat',
  measured: { meanInputTokens: 1600, meanOutputTokens: 210, requests: 134_400, until: '2026-11-25' },
  plannedInputTokens: inFile,
  plannedOutputTokens: traced,
};
const used = (one: Partial<Parameters<typeof requestTokensTable>[0]['tokens'][number]>) =>
  rows(requestTokensTable({ tokens: [{ ...drift, ...one }] }))[0]?.at(-1);

test('tokens stand beside what the plan counts with', () => {
  // 1,600 ÷ 1,200 = 1.33, 210 ÷ 211 rounds to 1
  expect(rows(requestTokensTable({ tokens: [drift] }))[0]?.slice(0, 9)).toEqual([
    'chat',
    '134,400',
    '1,600',
    '1,200',
    '+33 %',
    '210',
    '211',
    '+0 %',
    '2026-11-25',
  ]);
});

test('what the fleet file states stays, and cells of several workloads tell none of them apart', () => {
  expect(used({})).toBe('in part: the fleet file states one');
  expect(used({ plannedOutputTokens: inFile })).toBe('no: the fleet file states them');
  expect(used({ plannedInputTokens: traced })).toBe('yes');
  expect(used({ of: 'model' })).toBe('no: several workloads share the cells');
});
