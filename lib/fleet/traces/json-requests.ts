import { ColumnReader } from './column-requests';
import { isObject, type JsonObject } from './format';
import { columnFormat, objectFormat, unknownFormat } from './formats';
import { TraceProblem, type TraceRequest } from './request';

/** Characters of a JSON document, which is held whole, unlike JSON lines. Assumed: a run of 100,000 requests with texts has a tenth. */
const maxDocumentCharacters = 256 * 1024 ** 2;

interface Entry {
  readonly line: number;
  readonly value: unknown;
}

/** The requests of JSON lines, of one JSON document, or of a JSON array. */
export function* jsonRequests(firstLine: number, first: string, rest: Iterable<string>): Generator<TraceRequest> {
  const entries = entriesOf(firstLine, first, rest);
  const { value: head, done } = entries.next();
  if (done) {
    throw unknownFormat(firstLine, []);
  }
  const object = objectOf(head);
  const names = Object.keys(object);
  yield* columnFormat(names) === undefined
    ? objectRequests(object, head.line, entries)
    : columnRequests(new ColumnReader(head.line, names), object, head.line, entries);
}

function* columnRequests(reader: ColumnReader, first: JsonObject, firstLine: number, rest: Iterable<Entry>) {
  const [time, input, output] = reader.names as [string, string, string];
  yield reader.request(firstLine, first[time], first[input], first[output]);
  for (const entry of rest) {
    const object = objectOf(entry);
    yield reader.request(entry.line, object[time], object[input], object[output]);
  }
}

/** Benchmark tools write requests in order of completion, so these are held and sorted. */
function objectRequests(first: JsonObject, firstLine: number, rest: Iterable<Entry>): TraceRequest[] {
  const format = objectFormat(first);
  if (format === undefined) {
    throw unknownFormat(firstLine, Object.keys(first));
  }
  const requests = [...format.requests(first)];
  for (const entry of rest) {
    if (format.isWholeFile) {
      throw new TraceProblem(
        `line ${entry.line}: a second result, expected one`,
        'keep the result of one run in the file',
      );
    }
    requests.push(...format.requests(objectOf(entry, format.matches, format.keys)));
  }
  return requests.sort((a, b) => a.timeMs - b.timeMs);
}

function objectOf({ line, value }: Entry, matches = (_: JsonObject) => true, keys = 'an object'): JsonObject {
  if (!isObject(value) || !matches(value)) {
    throw new TraceProblem(
      `line ${line}: not a request, got ${JSON.stringify(value).slice(0, 60)}, expected ${keys}`,
      'correct the line, or remove it',
    );
  }
  return value;
}

function* entriesOf(firstLine: number, first: string, rest: Iterable<string>): Generator<Entry> {
  const head = parsed(first);
  if (head === undefined || Array.isArray(head)) {
    const whole = head ?? parsed(joined(first, rest));
    if (whole === undefined) {
      throw new TraceProblem(
        `line ${firstLine}: not a request trace, got text that is no JSON, expected one JSON object a line or one document`,
        'correct the file',
      );
    }
    for (const value of Array.isArray(whole) ? whole : [whole]) {
      yield { line: firstLine, value };
    }
    return;
  }
  yield { line: firstLine, value: head };
  let line = firstLine;
  for (const text of rest) {
    line += 1;
    if (text.trim() !== '') {
      yield { line, value: parsed(text) ?? text };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function joined(first: string, rest: Iterable<string>): string {
  let whole = first;
  for (const line of rest) {
    whole += `\n${line}`;
    if (whole.length > maxDocumentCharacters) {
      throw new TraceProblem(
        `too large, got more than ${maxDocumentCharacters} characters in one JSON document`,
        'write one request a line',
      );
    }
  }
  return whole;
}
