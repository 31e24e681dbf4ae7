import { measured as measuredFigure } from '../../figures/figure';
import { driftText } from '../../plan/cold-start/measured-stage';
import type { Calibration } from '../../plan/measured/calibration';
import { bare, duration, figures, words } from '../cells';
import type { Table } from '../table';

/** What a replica did under the fleet's own traffic beside what the plan would expect of it. */
export const replicaLoadsTable = ({ throughput }: Pick<Calibration, 'throughput'>): Table => ({
  title: 'One replica under the fleet’s own traffic',
  columns: [
    words('workload'),
    words('type'),
    figures('in flight'),
    figures('minutes'),
    figures('TTFT p50, p95'),
    figures('TPOT p50, p95'),
    figures('output tokens/s'),
    figures('expected'),
    figures('drift'),
    words('last day'),
    words('used in the plan'),
  ],
  rows: throughput.map(({ workload, instanceType, measured, expectedOutputTokensPerSecond: expected, leftOut }) => {
    const figure = (value: number, unit: string) =>
      measuredFigure(value, unit, {
        source: measured.benchmark === undefined ? 'the traffic of the fleet itself' : 'a benchmark on one instance',
        date: measured.until,
      });
    return [
      workload,
      instanceType,
      bare(figure(measured.concurrentRequestsPerReplica, 'requests')),
      bare(figure(measured.minutes, 'minutes')),
      [
        duration(figure(measured.timeToFirstTokenP50Seconds, 's')),
        ', ',
        duration(figure(measured.timeToFirstTokenP95Seconds, 's')),
      ],
      [
        duration(figure(measured.timePerOutputTokenP50Seconds, 's')),
        ', ',
        duration(figure(measured.timePerOutputTokenP95Seconds, 's')),
      ],
      bare(figure(measured.outputTokensPerSecondPerReplica, 'tokens/s')),
      expected === undefined ? 'unknown' : bare(expected),
      expected === undefined ? '' : driftText(measured.outputTokensPerSecondPerReplica, expected.value),
      measured.until,
      leftOut === undefined ? 'yes, in its range' : `no: ${leftOut}`,
    ];
  }),
});
