import { ColumnReader } from './column-requests';
import type { TraceRequest } from './request';
import { cellsOf, delimiterOf } from './table';

/** The requests of a table: a header, then one request a line. */
export function* tableRequests(headerLine: number, header: string, rest: Iterable<string>): Generator<TraceRequest> {
  const delimiter = delimiterOf(header);
  const [names = []] = cellsOf([header], delimiter);
  const reader = new ColumnReader(headerLine, names);
  const [time, input, output] = reader.names.map((name) => names.indexOf(name)) as [number, number, number];
  let line = headerLine;
  for (const cells of cellsOf(rest, delimiter)) {
    line += 1;
    if (cells.length > 1 || cells[0]?.trim() !== '') {
      yield reader.request(line, cells[time], cells[input], cells[output]);
    }
  }
}
