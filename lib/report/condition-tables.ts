import { stripVTControlCharacters } from 'node:util';
import { englishNumber } from '../figures/english-number';
import { type Condition, conditionWords } from '../rehearsal/conditions';
import { terminalTable } from './terminal-table';
import { lineWidth } from './wrapped-lines';

/**
 * All conditions beside each other, or as many as fit into the width of a terminal, and the rest below.
 *
 * @param rows a label, and a cell for each condition
 */
export function conditionTables(
  conditions: readonly Condition[],
  rows: readonly (readonly string[])[],
  together = conditions.length,
): string {
  const tables = Array.from({ length: Math.ceil(conditions.length / together) }, (_, index) => {
    const [from, to] = [index * together, (index + 1) * together];
    return terminalTable(
      '',
      [
        '',
        ...conditions
          .slice(from, to)
          .map((condition) => conditionWords(condition).replace(/(without|demand|as) /, '$1\n')),
      ],
      rows.map(([label = '', ...cells]) => [label, ...cells.slice(from, to)]),
    ).trimStart();
  }).join('');
  const widest = Math.max(
    ...stripVTControlCharacters(tables)
      .split('\n')
      .map(({ length }) => length),
  );
  return widest <= lineWidth || together === 1 ? tables : conditionTables(conditions, rows, together - 1);
}

/** The central and the cautious figure, once where they are the same. */
export const ends = (central: string, cautious: string): string =>
  central === cautious ? central : `${central}–${cautious}`;

/** Two digits, and all of those before the point. */
export function short(value: number): string {
  return Number.isNaN(value)
    ? '–'
    : value >= 100
      ? englishNumber(Math.round(value))
      : Number(value.toPrecision(2)).toString();
}
