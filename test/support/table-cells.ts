import { figureLine } from '../../lib/report/figure-words';
import { partsOf } from '../../lib/tables/cells';
import type { Cell, Table } from '../../lib/tables/table';

/** A cell as a reader sees it, without colours or origins. */
const cellWords = (cell: Cell): string =>
  partsOf(cell)
    .map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : figureLine(part)))
    .join('');

/** The heads of a table's columns, with their units. */
export const heads = ({ columns }: Table): string[] =>
  columns.map(({ label, unit }) => (unit === undefined ? label : `${label}, ${unit}`));

/** Every row of a table as a reader sees it. */
export const rows = (table: Table): string[][] => table.rows.map((row) => row.map(cellWords));

/** The origins of the figures of a row, column by column; empty where a cell has none. */
export const origins = (row: Table['rows'][number] | undefined): string[] =>
  (row ?? []).map((cell) =>
    partsOf(cell)
      .flatMap((part) => (typeof part === 'object' && 'figure' in part ? [part.figure.origin] : []))
      .join(' '),
  );
