import { answerTable, serverName } from './guard-configuration';

/** What the guard says of one engine. Counts begin anew with each start of the guard. */
export interface EngineCounts {
  /** Whether it gets new requests. */
  readonly open: boolean;
  /** Requests that were handed to it and have not ended. */
  readonly outstanding: number;
  /** Its answers by status. */
  readonly answers: Readonly<Record<number, number>>;
  /** Requests that it took and left without an answer, or did not take at all. */
  readonly unanswered: number;
}

/** What the guard is asked for {@link engineCounts}. Four stands for servers, minus one for every proxy and server. */
export const countCommands = ['show stat -1 4 -1', `show table ${answerTable}`];

/**
 * @param text answers to {@link countCommands}
 * @returns undefined where an engine is missing
 * @see https://docs.haproxy.org/2.6/management.html#9.1 columns of the statistics; 9.3 entries of a table, read 2026-11-27
 */
export function engineCounts(text: string, engines: number): EngineCounts[] | undefined {
  const lines = text.split('\n');
  const columns =
    lines
      .find((line) => line.startsWith('# '))
      ?.slice(2)
      .split(',') ?? [];
  const column = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  const rows = lines.map((line) => line.split(','));
  const all = Array.from({ length: engines }, (_, index): EngineCounts | undefined => {
    const name = serverName(index);
    const row = rows.find((cells) => column(cells, 'svname') === name);
    return (
      row && {
        open: !column(row, 'status').startsWith('MAINT'),
        outstanding: Number(column(row, 'scur')),
        answers: answersOf(lines, name),
        unanswered: Number(column(row, 'econ')) + Number(column(row, 'eresp')),
      }
    );
  });
  return all.every((counts) => counts !== undefined) ? (all as EngineCounts[]) : undefined;
}

const answersOf = (lines: readonly string[], name: string): Record<number, number> =>
  Object.fromEntries(
    lines
      .map((line) => / key=(\w+)\/(\d+) .*\bgpc0=(\d+)/.exec(line) ?? [])
      .filter(([, server]) => server === name)
      .map(([, , status, count]) => [Number(status), Number(count)]),
  );
