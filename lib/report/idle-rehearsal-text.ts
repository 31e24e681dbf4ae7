import { conditionWords } from '../rehearsal/conditions';
import type { IdleObserved, IdleRehearsal } from '../rehearsal/rehearsal';
import { conditionTables, ends, short } from './condition-tables';
import { wrappedLines } from './wrapped-lines';

const rows: readonly (readonly [label: string, write: (one: IdleObserved) => string])[] = [
  ['done/s', ({ requestsPerSecond }) => short(requestsPerSecond)],
  ['a day’s in h', ({ hours }) => (Number.isFinite(hours) ? short(hours) : 'never')],
  ['preempted', ({ preemptions }) => short(preemptions)],
];

/** What is done of a batch beside the requests that people wait for, for a terminal of 80 columns. */
export function idleText({ workload, model, beside, deadlineHours, conditions }: IdleRehearsal): string {
  const late = (of: 'central' | 'cautious'): string[] =>
    conditions.filter((one) => !(one[of].hours <= deadlineHours)).map(({ condition }) => conditionWords(condition));
  const [central, cautious] = [late('central'), late('cautious')];
  return [
    wrappedLines(`${workload}: on what ${model} leaves idle beside ${beside.join(' and ')}; not deployed yet`),
    wrappedLines(`Promised: done within ${deadlineHours} h. The figures above are with it running.`),
    conditionTables(
      conditions.map(({ condition }) => condition),
      rows.map(([label, write]) => [label, ...conditions.map((one) => ends(write(one.central), write(one.cautious)))]),
    ),
    wrappedLines(
      cautious.length === 0 && central.length === 0
        ? `At this pace ${workload} is done by its deadline under every condition.`
        : `At this pace ${workload} misses its deadline at the ${central.length === 0 ? `cautious speed: ${cautious.join(', ')}` : `central speed: ${central.join(', ')}; at the cautious speed: ${cautious.join(', ')}`}. The quiet hours of a day, in which it does more, are rehearsed with --arrivals day.`,
    ),
  ].join('');
}
