import { expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import { stageColdStartsTable } from '../../../lib/tables/calibration/stage-cold-starts';
import { heads, rows } from '../../support/table-cells';

test('a stage stands beside what the plan would expect of it', () => {
  const measured = { p50Seconds: 405, p95Seconds: 571.5, slowestSeconds: 600, samples: 7, until: '2026-11-25' };
  const planned = assumed(300, 's', 'by hand', { low: 240, high: 360 });
  const drift = { model: 'llama-70b', instanceType: 'p5.48xlarge', stage: 'image', measured, planned };
  const table = stageColdStartsTable({ coldStarts: [drift] });

  expect(heads(table).slice(3)).toEqual([
    'launches',
    'median, s',
    'p95, s',
    'slowest, s',
    'last day',
    'expected, s',
    'drift',
  ]);
  // 405 ÷ 300 = 1.35
  expect(rows(table)).toEqual([
    ['llama-70b', 'p5.48xlarge', 'image', '7', '405', '572', '600', '2026-11-25', '300 (240–360)', '+35 %'],
  ]);
});
