/** A table as it was read back from a rendering, its head as the first row. */
export interface ReadTable {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** Spaces and lines make no difference between renderings. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const htmlText = (markup: string): string =>
  plain(
    markup
      .replace(/ <(a|span) class="origin[^>]*>.<\/\1>/g, '')
      // In text the unit of a column follows its label after a comma.
      .replace(/ <span class="unit">([^<]*)<\/span><\/th>/g, ', $1')
      .replace(/<br>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name] ?? ''),
  );

/** The tables of a page, in its order. */
export const htmlTables = (page: string): ReadTable[] =>
  [...page.matchAll(/<table><caption>(.*?)<\/caption>(.*?)<\/table>/gs)].map(([, caption = '', body = '']) => ({
    title: htmlText(caption),
    rows: [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>.*?<\/t[hd]>/gs)].map(([cell]) => htmlText(cell)),
    ),
  }));

const isBorder = (line: string): boolean => /^[┌├└]/.test(line);

/** The tables of a text; a line whose first cell is empty goes on with the row above it. */
export function textTables(text: string): ReadTable[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.startsWith('┌')) {
      return [];
    }
    const end = lines.findIndex((other, at) => at > index && other.startsWith('└'));
    const separator = lines.findIndex((other, at) => at > index && other.startsWith('├'));
    const head = joined(lines.slice(index + 1, separator).map(cellsOf), true);
    const body = joined(
      lines
        .slice(separator + 1, end)
        .filter((other) => !isBorder(other))
        .map(cellsOf),
      false,
    );
    return [{ title: plain(lines[index - 1] ?? ''), rows: [...head, ...body] }];
  });
}

const cellsOf = (line: string): string[] => line.split('│').slice(1, -1).map(plain);

function joined(lines: readonly (readonly string[])[], isOneRow: boolean): string[][] {
  const rows: string[][] = [];
  for (const cells of lines) {
    const last = rows.at(-1);
    if (last !== undefined && (isOneRow || cells[0] === '')) {
      rows[rows.length - 1] = last.map((cell, index) => plain(`${cell} ${cells[index] ?? ''}`));
    } else {
      rows.push([...cells]);
    }
  }
  return rows;
}

/** The tables of a Markdown text, each below a heading of the third level. */
export const markdownTables = (text: string): ReadTable[] =>
  [...text.matchAll(/^### (.*)\n\n((?:\|.*\n)+)/gm)].map(([, title = '', lines = '']) => ({
    title: unescaped(title),
    rows: lines
      .trimEnd()
      .split('\n')
      .filter((_, index) => index !== 1)
      .map((line) =>
        line
          .slice(2, -2)
          .split(/ \| | \|$|^\| /)
          .map(unescaped),
      ),
  }));

const unescaped = (text: string): string =>
  plain(text.replaceAll('<br>', ' ').replace(/`/g, '').replace(/\\(.)/g, '$1'));
