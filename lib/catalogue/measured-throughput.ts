import table from './data/measured-throughput.json';
import type { Provenance } from './provenance';

/** One closed-loop measurement: `concurrency` requests kept in flight on one replica. */
export interface MeasuredPoint {
  readonly id: string;
  /** Day of the measurement, ISO 8601; the table's own date where the row has none. */
  readonly measuredDate: string;
  readonly model: string;
  readonly gpu: string;
  readonly precision: string;
  readonly tensorParallel: number;
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
  number,
  number,
  number,
  number,
];

const points: readonly MeasuredPoint[] = (table.rows as Row[]).map(
  ([id, date, , model, gpu, precision, tensorParallel, inputTokens, outputTokens, concurrency, ttftMs, tpotMs]) => ({
    id,
    measuredDate: date ?? table.provenance.date,
    model,
    gpu,
    precision,
    tensorParallel,
    inputTokens,
    outputTokens,
    concurrency,
    timeToFirstTokenSeconds: ttftMs / 1000,
    timePerOutputTokenSeconds: tpotMs / 1000,
  }),
);

/** What was running when a point was measured. */
export type Engine = Pick<MeasuredPoint, 'model' | 'gpu' | 'precision' | 'tensorParallel'>;

export function measuredPoints(engine: Engine): MeasuredPoint[] {
  return points.filter(
    (point) =>
      point.model === engine.model &&
      point.gpu === engine.gpu &&
      point.precision === engine.precision &&
      point.tensorParallel === engine.tensorParallel,
  );
}

/** The names under which models were measured, each once. */
export const measuredModels: readonly string[] = [...new Set(points.map((point) => point.model))];

export function measuredPointsOf(model: string): MeasuredPoint[] {
  return points.filter((point) => point.model === model);
}
