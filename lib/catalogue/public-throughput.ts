import table from './data/public-throughput.json';
import type { Provenance } from './provenance';

/** A published measurement of one replica of vLLM, by a source of its own methods. */
export interface PublicPoint {
  readonly id: string;
  /** Who measured: points of one source share its methods. */
  readonly sourceId: string;
  /** As published. */
  readonly model: string;
  readonly gpu: string;
  /** Nominal, to tell variants of a GPU apart. */
  readonly gpuMemoryGB: number;
  readonly weightFormat: string;
  /** Undefined where the source does not state it. */
  readonly kvPrecision: 'bf16' | 'fp8' | undefined;
  readonly tensorParallel: number;
  readonly expertParallel: boolean;
  readonly engineVersion: string | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  /** Undefined where it was the queue of a synchronised start. */
  readonly timeToFirstTokenSeconds: number | undefined;
  readonly timePerOutputTokenSeconds: number;
  /** Repository, path and commit, or address. */
  readonly source: string;
  readonly measuredDate: string;
  readonly licence: string;
}

export const publicThroughputProvenance: Provenance = table.provenance;

type Row = [
  id: string,
  sourceId: string,
  model: string,
  gpu: string,
  gpuMemoryGB: number,
  weightFormat: string,
  kvPrecision: 'bf16' | 'fp8' | null,
  tensorParallel: number,
  expertParallel: boolean,
  engineVersion: string | null,
  inputTokens: number,
  outputTokens: number,
  concurrency: number,
  timeToFirstTokenSeconds: number | null,
  timePerOutputTokenSeconds: number,
  source: string,
  measuredDate: string,
  licence: string,
];

export const publicPoints: readonly PublicPoint[] = (table.rows as Row[]).map(
  ([
    id,
    sourceId,
    model,
    gpu,
    gpuMemoryGB,
    weightFormat,
    kvPrecision,
    tensorParallel,
    expertParallel,
    engineVersion,
    inputTokens,
    outputTokens,
    concurrency,
    timeToFirstTokenSeconds,
    timePerOutputTokenSeconds,
    source,
    measuredDate,
    licence,
  ]) => ({
    id,
    sourceId,
    model,
    gpu,
    gpuMemoryGB,
    weightFormat,
    kvPrecision: kvPrecision ?? undefined,
    tensorParallel,
    expertParallel,
    engineVersion: engineVersion ?? undefined,
    inputTokens,
    outputTokens,
    concurrency,
    timeToFirstTokenSeconds: timeToFirstTokenSeconds ?? undefined,
    timePerOutputTokenSeconds,
    source,
    measuredDate,
    licence,
  }),
);

/** Ids of the models that were measured. */
export const publicModels: readonly string[] = [...new Set(publicPoints.map(({ model }) => model))];
