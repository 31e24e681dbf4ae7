import { partsOf } from '../tables/cells';
import type { Cell, CellPart, Table } from '../tables/table';
import { figureLine } from './figure-words';
import { originColors } from './origin-colors';
import { terminalTable } from './terminal-table';

const partText = (part: CellPart): string =>
  typeof part === 'string' ? part : 'code' in part ? part.code : originColors[part.figure.origin](figureLine(part));

/** A cell as a terminal shows it, each figure in the colour of its origin. */
export const cellText = (cell: Cell): string => partsOf(cell).map(partText).join('');

/** Characters at which the head of a column breaks into lines. */
const headWidth = 20;

/** A table for a terminal, its figures in the colours of their origins; nothing where it has no rows. */
export function tableText({ title, columns, rows, notes = [] }: Table): string {
  const made = terminalTable(
    title,
    columns.map(({ label, unit }) => wrapped(unit === undefined ? label : `${label}, ${unit}`)),
    rows.map((row) => row.map(cellText)),
    columns.map(({ align }) => align),
  );
  return made === '' ? '' : `${made}${notes.map((note) => `${note}\n`).join('')}`;
}

/** The words in lines of at most {@link headWidth} characters, a longer word in a line of its own. */
const wrapped = (text: string): string =>
  text.replace(new RegExp(`(.{1,${headWidth}})(?:\\s+|$)`, 'g'), '$1\n').trimEnd();
