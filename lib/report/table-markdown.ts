import { partsOf } from '../tables/cells';
import type { Cell, CellPart, Column, Table } from '../tables/table';
import { figureLine } from './figure-words';
import { withOrigins } from './with-origins';

/** A table as Markdown (GitHub's tables), with the origins of its figures in a last column; nothing where it has no rows. */
export function tableMarkdown(table: Table, headingLevel = 3): string {
  const { title, columns, rows, notes = [] } = withOrigins(table);
  return rows.length === 0
    ? ''
    : [
        `${'#'.repeat(headingLevel)} ${escaped(title)}`,
        '',
        line(columns.map(headText)),
        line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...rows.map((row) => line(row.map(cellText))),
        ...notes.flatMap((note) => ['', escaped(note)]),
        '',
      ].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const headText = ({ label, unit }: Column): string => escaped(unit === undefined ? label : `${label}, ${unit}`);

const cellText = (cell: Cell): string => partsOf(cell).map(partText).join('');

const partText = (part: CellPart): string =>
  typeof part === 'string' ? escaped(part) : 'code' in part ? `\`${part.code}\`` : escaped(figureLine(part));

/** What Markdown would read as its own, and lines, which a row of a table may not have. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\n/g, '<br>');
