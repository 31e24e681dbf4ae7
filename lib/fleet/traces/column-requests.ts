import type { ColumnFormat } from './format';
import { columnFormat, plainName, unknownFormat } from './formats';
import { instantMs } from './instant';
import { TraceProblem, type TraceRequest, tokenCount } from './request';

/** Reads requests of a format with named columns, in the order of the file, which must be the order of time. */
export class ColumnReader {
  readonly names: readonly string[];
  private readonly format: ColumnFormat;
  private lastMs = Number.NEGATIVE_INFINITY;

  /** @throws TraceProblem when no known format has these columns */
  constructor(line: number, found: readonly string[]) {
    const format = columnFormat(found);
    if (format === undefined) {
      throw unknownFormat(line, found);
    }
    this.format = format;
    this.names = [format.time, format.input, format.output].map(
      (column) => found.find((name) => plainName(name) === plainName(column)) as string,
    );
  }

  /** @throws TraceProblem naming the line that is no request, or that is out of order */
  request(line: number, time: unknown, input: unknown, output: unknown): TraceRequest {
    const { unit, zeroOutputIsFailure } = this.format;
    const timeMs = instantMs(time, unit);
    const inputTokens = tokenCount(input);
    const outputTokens = tokenCount(output);
    const got = () =>
      JSON.stringify(
        [time, input, output]
          .map((value) => value ?? '')
          .join(',')
          .slice(0, 60),
      );
    if (timeMs === undefined || inputTokens === undefined || outputTokens === undefined) {
      const expected = `${this.names[0]} ${timeText[unit]}, ${this.names[1]} and ${this.names[2]} as counts`;
      throw new TraceProblem(
        `line ${line}: not a request, got ${got()}, expected ${expected} (${this.format.name})`,
        'correct the line, or remove it',
      );
    }
    if (timeMs < this.lastMs) {
      throw new TraceProblem(
        `line ${line}: earlier than the line before, got ${got()}, expected requests in order of time`,
        `sort the trace by ${this.names[0]}`,
      );
    }
    this.lastMs = timeMs;
    return { timeMs, inputTokens, outputTokens: zeroOutputIsFailure && outputTokens === 0 ? undefined : outputTokens };
  }
}

const timeText = {
  'dates only': 'as a date with a time',
  seconds: 'in seconds or as a date with a time',
  milliseconds: 'in milliseconds or as a date with a time',
} as const;
