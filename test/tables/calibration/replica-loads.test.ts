import { describe, expect, test } from 'vitest';
import { derived } from '../../../lib/figures/figure';
import { replicaLoadsTable } from '../../../lib/tables/calibration/replica-loads';
import { rows } from '../../support/table-cells';

const drift = {
  model: 'llama-70b',
  instanceType: 'p5.48xlarge',
  workload: 'chat',
  measured: {
    concurrentRequestsPerReplica: 20.4,
    requestsPerSecondPerReplica: 4.3,
    inputTokensPerSecondPerReplica: 6880,
    outputTokensPerSecondPerReplica: 903,
    timeToFirstTokenP50Seconds: 0.25,
    timeToFirstTokenP95Seconds: 0.5,
    timePerOutputTokenP50Seconds: 0.025,
    timePerOutputTokenP95Seconds: 0.05,
    workloads: ['chat'],
    minutes: 412,
    until: '2026-11-24',
  },
  expectedOutputTokensPerSecond: derived(1114, 'tokens/s', 'by hand', { low: 974, high: 1300 }),
};

describe('what a replica did', () => {
  test('stands beside what was expected, and says that the plan uses it', () => {
    // 903 ÷ 1,114 = 0.81
    expect(rows(replicaLoadsTable({ throughput: [drift] }))).toEqual([
      [
        'chat',
        'p5.48xlarge',
        '20.4',
        '412',
        '250 ms, 500 ms',
        '25 ms, 50 ms',
        '903',
        '1,100 (1,000–1,300)',
        '−19 %',
        '2026-11-24',
        'yes, in its range',
      ],
    ]);
  });

  test('has no expectation beyond what is known, and says why the plan leaves it out', () => {
    const unknown = { ...drift, expectedOutputTokensPerSecond: undefined, leftOut: 'other lengths' };

    expect(rows(replicaLoadsTable({ throughput: [unknown] }))[0]?.slice(7)).toEqual([
      'unknown',
      '',
      '2026-11-24',
      'no: other lengths',
    ]);
  });
});
