import Table from 'cli-table3';
import pc from 'picocolors';

/** A titled table for a terminal, nothing where it has no rows; the first column is left-aligned text, the others are figures. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) {
    return '';
  }
  const made = new Table({
    head: head.map((text) => pc.bold(text)),
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: pc.isColorSupported ? ['gray'] : [], compact: true },
  });
  made.push(...rows.map((row) => [...row]));
  return `${pc.bold(title)}\n${made.toString()}\n`;
}
