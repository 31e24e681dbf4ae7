import type { TimeUnit } from './instant';
import type { TraceRequest } from './request';

/** A format with one value for each of three columns of a table, or for each of three keys of a JSON line. */
export interface ColumnFormat {
  readonly name: string;
  /** Names as published; case and order do not matter, and other columns are passed over. */
  readonly time: string;
  readonly input: string;
  readonly output: string;
  readonly unit: TimeUnit;
  /** True where the publisher says that no answer is written as 0 output tokens. */
  readonly zeroOutputIsFailure: boolean;
}

/** A format of JSON objects that are nested or hold many requests. Requests may be in any order. */
export interface ObjectFormat {
  readonly name: string;
  /** What an object of this format has, for the message about an unknown one. */
  readonly keys: string;
  /** True where one object is one run, so that a second one belongs to another run. */
  readonly isWholeFile: boolean;
  readonly matches: (object: JsonObject) => boolean;
  /** @throws TraceProblem when the object lacks what a trace needs */
  readonly requests: (object: JsonObject) => readonly TraceRequest[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
