import { englishNumber } from '../figures/english-number';
import { conditionWords } from '../rehearsal/conditions';
import type { BatchObserved, BatchRehearsal } from '../rehearsal/rehearsal';
import { conditionTables, ends, short } from './condition-tables';
import { wrappedLines } from './wrapped-lines';

const rows: readonly (readonly [label: string, write: (one: BatchObserved) => string])[] = [
  ['done after h', ({ hours }) => short(hours)],
  ['KV cache %', ({ meanCacheRatio }) => short(meanCacheRatio * 100)],
  ['instances', ({ instances }) => String(instances)],
];

/** How long a day's requests of a batch take, for a terminal of 80 columns. */
export function batchText({ workload, model, instanceType, deadlineHours, conditions }: BatchRehearsal): string {
  const requests = conditions[0]?.central.requests ?? 0;
  const late = (of: 'central' | 'cautious'): string[] =>
    conditions.filter((one) => one[of].hours > deadlineHours).map(({ condition }) => conditionWords(condition));
  const [central, cautious] = [late('central'), late('cautious')];
  return [
    wrappedLines(`${workload}: ${model} on ${instanceType}, ${englishNumber(requests)} requests handed in at once`),
    wrappedLines(`Promised: done within ${deadlineHours} h.`),
    conditionTables(
      conditions.map(({ condition }) => condition),
      rows.map(([label, write]) => [label, ...conditions.map((one) => ends(write(one.central), write(one.cautious)))]),
    ),
    wrappedLines(
      cautious.length === 0
        ? `${workload} is done by its deadline under every condition.`
        : `${workload} misses its deadline at the ${central.length === 0 ? `cautious speed: ${cautious.join(', ')}` : `central speed: ${central.join(', ')}; at the cautious speed: ${cautious.join(', ')}`}.`,
    ),
  ].join('');
}
