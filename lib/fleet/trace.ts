import { type Chunks, linesOf } from './lines';
import { unknownFormat } from './traces/formats';
import { jsonRequests } from './traces/json-requests';
import { type RecordedRequests, recordedRequests } from './traces/recorded-requests';
import type { TraceRequest } from './traces/request';
import { Statistics, type TraceStatistics } from './traces/statistics';
import { tableRequests } from './traces/table-requests';

/**
 * Reads a trace line by line, however many there are. Its format is recognised by its columns or keys.
 *
 * @throws TraceProblem with the line that is no request or out of order, or with the columns of an unknown format
 */
export function readTrace(chunks: Chunks): TraceStatistics {
  const statistics = new Statistics();
  for (const request of requestsOf(linesOf(chunks))) {
    statistics.add(request);
  }
  return statistics.result();
}

/** The same, every request of it. @throws TraceProblem likewise */
export const readRequests = (chunks: Chunks): RecordedRequests => recordedRequests(requestsOf(linesOf(chunks)));

function requestsOf(lines: Generator<string>): Iterable<TraceRequest> {
  let line = 0;
  for (let next = lines.next(); !next.done; next = lines.next()) {
    line += 1;
    const text = next.value.replace(/^\uFEFF/, '');
    if (text.trim() !== '') {
      return /^\s*[[{]/.test(text) ? jsonRequests(line, text, lines) : tableRequests(line, text, lines);
    }
  }
  throw unknownFormat(1, []);
}
