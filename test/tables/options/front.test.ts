import { expect, test } from 'vitest';
import { frontTable } from '../../../lib/tables/options/front';
import { heads, rows } from '../../support/table-cells';
import { options } from './small-options';

test('options on the front are numbered, with the price of an instance', () => {
  const table = frontTable(options);

  expect(table.title).toBe('chat: no other option is both faster and cheaper (fastest first, prices of us-east-1)');
  expect(heads(table).slice(5)).toEqual([
    'in flight on a replica, requests',
    'TTFT',
    'TPOT',
    'an instance, USD/h',
    '10⁶ output tokens, USD',
  ]);
  expect(rows(table)).toEqual([
    ['1', 'p5.48xlarge', 'H100', 'TP 4', 'yes', '64', '287 ms', '29 ms', '55.04', '3.6 (3–4.2)'],
    ['2', 'g6e.2xlarge', 'L40S', 'TP 4', 'no', '64', '287 ms', '40 ms', '55.04', '3.6 (3–4.2)'],
  ]);
});
