import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Column, Table } from '../tables/table';
import { cellText } from './table-text';
import { lineWidth, wrappedLines } from './wrapped-lines';

const gap = '  ';

/** Characters to which a name is folded where a table would be too wide. */
const foldedWidth = 12;

type Lines = readonly string[];

/** A table without borders in at most 80 characters: ranges move below their values, then long names break at hyphens. */
export function plainTable({ title, columns, rows, notes = [] }: Table): string {
  if (rows.length === 0) {
    return '';
  }
  const head = columns.map(({ label, unit }) => lines(unit === undefined ? label : `${label}, ${unit}`));
  const cells = rows.map((row) => row.map((cell) => lines(cellText(cell))));
  const fitting = [cells, folded(cells, columns, foldedRange), folded(cells, columns, foldedName)];
  const body = fitting.find((one) => widthOf([head, ...one]) <= lineWidth) ?? (fitting.at(-1) as typeof cells);
  const widths = columnWidths([head, ...body]);
  const write = (row: readonly Lines[], show = (text: string) => text) => rowText(row, columns, widths, show);
  return `${pc.bold(title)}\n${write(head, pc.dim)}${body.map((row) => write(row)).join('')}${notes.map((note) => wrappedLines(note)).join('')}`;
}

const lines = (text: string): Lines => text.split('\n');

const shown = (text: string): number => stripVTControlCharacters(text).length;

const columnWidths = (rows: readonly (readonly Lines[])[]): number[] =>
  (rows[0] ?? []).map((_, index) => Math.max(...rows.flatMap((row) => (row[index] ?? []).map(shown))));

const widthOf = (rows: readonly (readonly Lines[])[]): number => {
  const widths = columnWidths(rows);
  return widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
};

const folded = (cells: readonly (readonly Lines[])[], columns: readonly Column[], fold: Fold) =>
  cells.map((row) => row.map((cell, index) => cell.flatMap((line) => fold(line, columns[index] as Column))));

type Fold = (line: string, column: Column) => Lines;

const foldedRange: Fold = (line, { align }) => (align === 'right' ? line.split(/ (?=\()/) : [line]);

const foldedName: Fold = (line, column) =>
  column.align === 'right'
    ? foldedRange(line, column)
    : shown(line) <= foldedWidth || shown(line) !== line.length
      ? [line]
      : (line.match(new RegExp(`.{1,${foldedWidth}}(?:[- ]|$)|.{1,${foldedWidth}}`, 'g')) ?? [line]);

function rowText(
  row: readonly Lines[],
  columns: readonly Column[],
  widths: readonly number[],
  show: (text: string) => string,
): string {
  const height = Math.max(...row.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const text = row.map((cell, index) => {
      const part = cell[line] ?? '';
      const space = ' '.repeat((widths[index] ?? 0) - shown(part));
      return columns[index]?.align === 'right' ? space + show(part) : show(part) + space;
    });
    return `${text.join(gap).trimEnd()}\n`;
  }).join('');
}
