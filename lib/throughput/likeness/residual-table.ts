import type { PublishedFormat } from '../../architecture/in-format';
import table from '../data/residuals.json';

/** An engine, as far as measurements of one say something about another. */
export interface ComparedEngine {
  /** Known model of the same architecture; undefined where none is. */
  readonly readFrom: string | undefined;
  readonly kind: 'dense' | 'mixture';
  readonly format: PublishedFormat;
  /** As EC2 names it; variants of another memory size deviate alike. */
  readonly gpu: string;
  /** Tensor, data and expert parallelism. */
  readonly layout: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
}

/** How far the roofline is from a measurement. */
export interface Residual extends ComparedEngine {
  readonly id: string;
  readonly source: string;
  readonly engineVersion: string;
  /** As published. */
  readonly model: string;
  readonly timePerOutputTokenSeconds: number;
  /** Undefined where the queue of a synchronised start was measured. */
  readonly timeToFirstTokenSeconds: number | undefined;
  /** Logarithms of measured ÷ roofline. */
  readonly perOutputToken: number;
  readonly firstToken: number | undefined;
}

export type ResidualRow = [
  id: string,
  source: string,
  engineVersion: string,
  model: string,
  readFrom: string,
  kind: 'dense' | 'mixture',
  format: PublishedFormat,
  gpu: string,
  layout: string,
  inputTokens: number,
  outputTokens: number,
  concurrency: number,
  timePerOutputTokenSeconds: number,
  timeToFirstTokenSeconds: number | null,
  perOutputToken: number,
  firstToken: number | null,
];

export const residuals: readonly Residual[] = (table as ResidualRow[]).map(
  ([
    id,
    source,
    engineVersion,
    model,
    readFrom,
    kind,
    format,
    gpu,
    layout,
    inputTokens,
    outputTokens,
    concurrency,
    timePerOutputTokenSeconds,
    timeToFirstTokenSeconds,
    perOutputToken,
    firstToken,
  ]) => ({
    id,
    source,
    engineVersion,
    model,
    readFrom,
    kind,
    format,
    gpu,
    layout,
    inputTokens,
    outputTokens,
    concurrency,
    timePerOutputTokenSeconds,
    timeToFirstTokenSeconds: timeToFirstTokenSeconds ?? undefined,
    perOutputToken,
    firstToken: firstToken ?? undefined,
  }),
);
