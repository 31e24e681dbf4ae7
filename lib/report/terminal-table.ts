import Table from 'cli-table3';
import pc from 'picocolors';

/** A titled table for a terminal, nothing where it has no rows; unless told, the first column is text and the others are figures. */
export function terminalTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly ('left' | 'right')[] = head.map((_, index) => (index === 0 ? 'left' : 'right')),
): string {
  if (rows.length === 0) {
    return '';
  }
  const made = new Table({
    head: head.map((text) => pc.bold(text)),
    colAligns: [...aligns],
    style: { head: [], border: pc.isColorSupported ? ['gray'] : [], compact: true },
  });
  made.push(...rows.map((row) => [...row]));
  return `${pc.bold(title)}\n${made.toString()}\n`;
}
