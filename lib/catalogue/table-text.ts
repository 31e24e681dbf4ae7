type Row = readonly unknown[];

const indented = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');

const lines = (open: string, items: readonly string[], close: string): string =>
  items.length === 0 ? `${open}${close}` : `${open}\n${items.map((item) => `    ${item}`).join(',\n')}\n  ${close}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function memberText(value: unknown): string {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return entries.length > 0 && entries.every(([, entry]) => isRecord(entry))
    ? lines(
        '{',
        entries.map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`),
        '}',
      )
    : indented(value);
}

/** A table of the catalogue as JSON: one row a line, and one record of records a line, so that an update reads as a diff of facts. */
export function tableText(head: Readonly<Record<string, unknown>>, rows: readonly Row[]): string {
  const members = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${memberText(value)}`);
  const body = lines(
    '[',
    rows.map((row) => JSON.stringify(row)),
    ']',
  );
  return `{\n${[...members, `  "rows": ${body}`].join(',\n')}\n}\n`;
}

/** The order of rows in a table: by their text, the same on every machine. */
export const compareRows = (a: Row, b: Row): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
