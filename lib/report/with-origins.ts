import type { Origin } from '../figures/figure';
import { figuresOf } from '../tables/cells';
import type { Cell, Column, Table } from '../tables/table';

/**
 * The table with the origins of its figures in words: in a last column, or in a note where they are the same in every
 * row; as it is where it has no figures.
 */
export function withOrigins(table: Table): Table {
  const origins = table.rows.map((row) => originsOf(table.columns, row));
  const [first = ''] = origins;
  return origins.every((text) => text === '')
    ? table
    : origins.every((text) => text === first)
      ? { ...table, notes: [...(table.notes ?? []), `Origin: ${first.replaceAll('\n', '; ')}.`] }
      : {
          ...table,
          columns: [...table.columns, { label: 'origin', align: 'left' }],
          rows: table.rows.map((row, index) => [...row, origins[index] ?? '']),
        };
}

/** `derived` where all are; else a line for each origin, the most common one last and without its columns. */
function originsOf(columns: readonly Column[], row: readonly Cell[]): string {
  const labels = new Map<Origin, string[]>();
  for (const [index, cell] of row.entries()) {
    for (const origin of new Set(figuresOf(cell).map((figure) => figure.origin))) {
      labels.set(origin, [...(labels.get(origin) ?? []), columns[index]?.label ?? '']);
    }
  }
  const rarestFirst = [...labels].sort(([, a], [, b]) => a.length - b.length);
  return rarestFirst
    .map(([origin, of], index) =>
      index < rarestFirst.length - 1 ? `${of.join(', ')}: ${origin}` : index === 0 ? origin : `all else: ${origin}`,
    )
    .join('\n');
}
