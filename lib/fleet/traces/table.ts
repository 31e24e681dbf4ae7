import { parse } from 'csv-parse/sync';
import { TraceProblem } from './request';

const delimiters = [',', ';', '\t'] as const;

/** The delimiter that a header uses: the one that occurs most often in it. */
export function delimiterOf(header: string): string {
  const uses = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce<string>((best, delimiter) => (uses(delimiter) > uses(best) ? delimiter : best), ',');
}

/** Lines that the parser takes at once: calling it for each line costs ten times as much. */
const linesAtOnce = 1000;

/** The cells of each line. Lines without quotes, which most traces have only, are split without the parser. */
export function* cellsOf(lines: Iterable<string>, delimiter: string): Generator<readonly string[]> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    if (block.length === linesAtOnce) {
      yield* cellsOfBlock(block, delimiter);
      block = [];
    }
  }
  yield* cellsOfBlock(block, delimiter);
}

function cellsOfBlock(lines: readonly string[], delimiter: string): readonly (readonly string[])[] {
  if (!lines.some((line) => line.includes('"'))) {
    return lines.map((line) => line.split(delimiter));
  }
  const rows = parse(lines.join('\n'), { delimiter, relax_column_count: true, record_delimiter: '\n', trim: true });
  if (rows.length !== lines.length) {
    throw new TraceProblem('a quoted value goes over more than one line', 'remove the column, or its line breaks');
  }
  return rows;
}
