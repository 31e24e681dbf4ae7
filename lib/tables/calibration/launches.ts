import { measured } from '../../figures/figure';
import type { MeasuredSeconds } from '../../fleet/measured-seconds';
import { bare, figures, words } from '../cells';
import type { Cell, Column } from '../table';

/** What is known of several launches, the same columns for a stage and for a whole cold start. */
export const launchColumns: readonly Column[] = [
  figures('launches'),
  figures('median', 's'),
  figures('p95', 's'),
  figures('slowest', 's'),
  words('last day'),
];

export function launchCells({ samples, p50Seconds, p95Seconds, slowestSeconds, until }: MeasuredSeconds): Cell[] {
  const cited = { source: 'the launches of the fleet itself', date: until };
  return [
    bare(measured(samples, 'launches', cited)),
    ...[p50Seconds, p95Seconds, slowestSeconds].map((seconds) => bare(measured(seconds, 's', cited))),
    until,
  ];
}
