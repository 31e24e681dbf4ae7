import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { tableText } from '../../lib/catalogue/table-text';

export type Row = Record<string, string>;
export type Cell = string | number | boolean | null;

const dataDirectory = join(__dirname, '../../../lib/catalogue/data');

export function readCsv(path: string): Row[] {
  const bytes = readFileSync(path);
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
}

export function writeData(file: string, text: string): void {
  writeFileSync(join(dataDirectory, file), text);
}

export const writeTable = (file: string, provenance: object, columns: string[], rows: Cell[][]): void =>
  writeData(file, tableText({ provenance, columns }, rows));

export const numberOrNull = (text = ''): number | null => (text === '' ? null : Number(text));

export const mebi = (gibi: string | undefined): number => Math.round(Number(gibi) * 1024);
