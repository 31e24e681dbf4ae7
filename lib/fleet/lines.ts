import { Gunzip } from 'fflate';

/** A file in pieces, so that a large one is never held whole. */
export type Chunks = Iterable<Uint8Array>;

/** Ten years of one request a second are fifteen times this; more in one file is likely a bomb. */
const maxBytes = 1024 ** 3;

/**
 * The lines of a text, gzipped or not, without their ends.
 *
 * @throws Error when it is no gzip after all, or grows beyond a gigabyte
 */
export function* linesOf(chunks: Chunks): Generator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  for (const chunk of inflated(chunks)) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new Error(`too large, got more than ${maxBytes} bytes, expected less`);
    }
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
  }
  if (rest !== '') {
    yield rest;
  }
}

function* inflated(chunks: Chunks): Generator<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  let { value, done } = iterator.next();
  if (done || value === undefined) {
    return;
  }
  const isGzip = value[0] === 0x1f && value[1] === 0x8b;
  let inflatedChunks: Uint8Array[] = [];
  const gunzip = new Gunzip((chunk) => inflatedChunks.push(chunk));
  while (!done && value !== undefined) {
    const next = iterator.next();
    if (isGzip) {
      gunzip.push(value, next.done === true);
      yield* inflatedChunks;
      inflatedChunks = [];
    } else {
      yield value;
    }
    ({ value, done } = next);
  }
}
