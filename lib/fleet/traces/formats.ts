import type { ColumnFormat, JsonObject, ObjectFormat } from './format';
import { aiPerf, aiPerfSummary } from './formats/aiperf';
import { azure } from './formats/azure';
import { burstGpt } from './formats/burstgpt';
import { mooncake } from './formats/mooncake';
import { serveGen } from './formats/servegen';
import { vllm } from './formats/vllm';
import { instantMs } from './instant';
import { TraceProblem } from './request';

const columnFormats: readonly ColumnFormat[] = [azure, burstGpt, mooncake, serveGen];
const objectFormats: readonly ObjectFormat[] = [aiPerf, vllm];

/** Files of known tools that hold no requests, so that the message names the file beside them that does. */
const summaries: readonly ObjectFormat[] = [aiPerfSummary];

const columnsOf = ({ time, input, output }: ColumnFormat): readonly string[] => [time, input, output];

/** The name of a column without what differs between writers: case, spaces around it, and spaces or underscores in it. */
export const plainName = (name: string): string => name.trim().toLowerCase().replaceAll(/[ _]+/g, ' ');

/** The format whose three columns are all among these names. */
export function columnFormat(names: readonly string[]): ColumnFormat | undefined {
  const found = new Set(names.map(plainName));
  return columnFormats.find((format) => columnsOf(format).every((column) => found.has(plainName(column))));
}

export const objectFormat = (object: JsonObject): ObjectFormat | undefined =>
  [...objectFormats, ...summaries].find(({ matches }) => matches(object));

const known = [
  ...columnFormats.map((format) => ({ name: format.name, columns: columnsOf(format).join(', ') })),
  ...objectFormats.map(({ name, keys }) => ({ name, columns: keys })),
];

/** What a trace may be, in one sentence. */
export const knownFormats = known.map(({ name, columns }) => `${name} (${columns})`).join('; ');

const ours = [serveGen.time, serveGen.input, serveGen.output].join(', ');

/** Names are cut, because a file that is no trace may have any text in its first line. */
export const unknownFormat = (line: number, names: readonly string[]): TraceProblem =>
  new TraceProblem(
    `line ${line}: not a request trace, got ${names.length === 0 ? 'nothing' : `the columns ${JSON.stringify(names.join(', ').slice(0, 120))}`}`,
    fixOf(names),
  );

/** A text in UTF-16, as spreadsheets save it, has a zero byte in each of its letters. */
const isUtf16 = (names: readonly string[]): boolean => names.some((name) => name.includes('\0'));

const isValue = (name: string): boolean => instantMs(name, 'seconds') !== undefined;

function fixOf(names: readonly string[]): string {
  if (isUtf16(names)) {
    return 'save the file as UTF-8';
  }
  return names.some(isValue)
    ? `give the file a first line that names its columns: ${ours} (seconds from the start, or dates)`
    : `rename the columns to those of a known format: ${ours} (seconds from the start, or dates)`;
}
