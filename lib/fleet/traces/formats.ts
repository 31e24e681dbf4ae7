import type { ColumnFormat, JsonObject, ObjectFormat } from './format';
import { aiPerf } from './formats/aiperf';
import { azure } from './formats/azure';
import { burstGpt } from './formats/burstgpt';
import { mooncake } from './formats/mooncake';
import { serveGen } from './formats/servegen';
import { vllm } from './formats/vllm';
import { TraceProblem } from './request';

const columnFormats: readonly ColumnFormat[] = [azure, burstGpt, mooncake, serveGen];
const objectFormats: readonly ObjectFormat[] = [aiPerf, vllm];

const columnsOf = ({ time, input, output }: ColumnFormat): readonly string[] => [time, input, output];

/** The name of a column without what differs between writers: case, spaces around it, and spaces or underscores in it. */
export const plainName = (name: string): string => name.trim().toLowerCase().replaceAll(/[ _]+/g, ' ');

/** The format whose three columns are all among these names. */
export function columnFormat(names: readonly string[]): ColumnFormat | undefined {
  const found = new Set(names.map(plainName));
  return columnFormats.find((format) => columnsOf(format).every((column) => found.has(plainName(column))));
}

export const objectFormat = (object: JsonObject): ObjectFormat | undefined =>
  objectFormats.find(({ matches }) => matches(object));

const known = [
  ...columnFormats.map((format) => ({ name: format.name, columns: columnsOf(format).join(', ') })),
  ...objectFormats.map(({ name, keys }) => ({ name, columns: keys })),
];

/** What a trace may be, in one sentence. */
export const knownFormats = known.map(({ name, columns }) => `${name} (${columns})`).join('; ');

/** Names are cut, because a file that is no trace may have any text in its first line. */
export const unknownFormat = (line: number, names: readonly string[]): TraceProblem =>
  new TraceProblem(
    `line ${line}: not a request trace, got ${names.length === 0 ? 'nothing' : `the columns ${JSON.stringify(names.join(', ').slice(0, 120))}`}`,
    `rename the columns to those of a known format: ${serveGen.time} (seconds from the start, or dates), ${serveGen.input}, ${serveGen.output}`,
  );
