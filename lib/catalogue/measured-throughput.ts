import table from './data/measured-throughput.json';
import type { Provenance } from './provenance';

/** One closed-loop measurement: `concurrency` requests kept in flight on one replica. */
export interface MeasuredPoint {
  readonly id: string;
  /** Day of the measurement, ISO 8601; the table's own date where the row has none. */
  readonly measuredDate: string;
  /** vLLM version; undefined where the source gives none. */
  readonly engineVersion: string | undefined;
  readonly model: string;
  readonly gpu: string;
  readonly precision: string;
  readonly tensorParallel: number;
  /** Copies of the attention, each on `tensorParallel` GPUs. */
  readonly dataParallel: number;
  /** Whether each GPU held whole experts. */
  readonly expertParallel: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

export const measuredThroughputProvenance: Provenance = table.provenance;

type Row = [
  string,
  string | null,
  string | null,
  string,
  string,
  string,
  number,
  number,
  boolean,
  number,
  number,
  number,
  number,
  number,
];

const points: readonly MeasuredPoint[] = (table.rows as Row[]).map(
  ([
    id,
    date,
    engineVersion,
    model,
    gpu,
    precision,
    tensorParallel,
    dataParallel,
    expertParallel,
    inputTokens,
    outputTokens,
    concurrency,
    ttftMs,
    tpotMs,
  ]) => ({
    id,
    measuredDate: date ?? table.provenance.date,
    engineVersion: engineVersion ?? undefined,
    model,
    gpu,
    precision,
    tensorParallel,
    dataParallel,
    expertParallel,
    inputTokens,
    outputTokens,
    concurrency,
    timeToFirstTokenSeconds: ttftMs / 1000,
    timePerOutputTokenSeconds: tpotMs / 1000,
  }),
);

/** Ids of the models that were measured. */
export const measuredModels: readonly string[] = [...new Set(points.map(({ model }) => model))];

export const allMeasuredPoints: readonly MeasuredPoint[] = points;
