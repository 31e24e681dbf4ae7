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

/** The engine that was running when a point was measured. */
export type Engine = Pick<
  MeasuredPoint,
  'model' | 'gpu' | 'precision' | 'tensorParallel' | 'dataParallel' | 'expertParallel'
>;

/** The points of one engine in the version that was measured last. Versions differ too much to be combined. */
export function measuredPoints(engine: Engine): MeasuredPoint[] {
  const all = points.filter(
    (point) =>
      point.model === engine.model &&
      point.gpu === engine.gpu &&
      point.precision === engine.precision &&
      point.tensorParallel === engine.tensorParallel &&
      point.dataParallel === engine.dataParallel &&
      point.expertParallel === engine.expertParallel,
  );
  const [newest] = [...all].sort((a, b) => (a.measuredDate < b.measuredDate ? 1 : -1));
  return all.filter(({ engineVersion }) => engineVersion === newest?.engineVersion);
}

/** Ids of the models that were measured. */
export const measuredModels: readonly string[] = [...new Set(points.map(({ model }) => model))];

export const allMeasuredPoints: readonly MeasuredPoint[] = points;

export function measuredPointsOf(model: string): MeasuredPoint[] {
  return points.filter((point) => point.model === model);
}
