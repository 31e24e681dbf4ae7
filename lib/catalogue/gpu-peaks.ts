import table from './data/gpu-peaks.json';
import type { Precision } from './precision';
import type { Provenance } from './provenance';

/** What a GPU could do at most, by its maker. */
export interface GpuPeaks {
  readonly gpu: string;
  /** As its driver reports it. */
  readonly memoryMiB: number;
  readonly memoryBytesPerSecond: number;
  /** Dense, without sparsity; undefined where the GPU has no arithmetic of that precision. `bf16` is fp16 where it has no bf16. */
  readonly flopsPerSecond: Readonly<Record<Precision, number | undefined>>;
  /** To the other GPUs of the instance: one direction, one GPU. */
  readonly interconnectBytesPerSecond: number;
  readonly provenance: Provenance;
}

type Row = [
  gpu: string,
  memoryMiB: number,
  memoryBytesPerSecond: number,
  bf16FlopsPerSecond: number,
  fp8FlopsPerSecond: number | null,
  fp4FlopsPerSecond: number | null,
  interconnectBytesPerSecond: number,
  otherSource: string | null,
  disputed: string | null,
];

const tableProvenance: Provenance = table.provenance;

/** Variants of one GPU, such as the A100 with 40 and with 80 GB, are rows of their own. */
const rows: readonly GpuPeaks[] = (table.rows as Row[]).map(
  ([gpu, memoryMiB, memoryBytesPerSecond, bf16, fp8, fp4, interconnectBytesPerSecond, otherSource, disputed]) => ({
    gpu,
    memoryMiB,
    memoryBytesPerSecond,
    flopsPerSecond: { bf16, fp8: fp8 ?? undefined, fp4: fp4 ?? undefined },
    interconnectBytesPerSecond,
    provenance: {
      ...tableProvenance,
      source: `${otherSource ?? tableProvenance.source}${disputed === null ? '' : `; disputed: ${disputed}`}`,
    },
  }),
);

/** Memory of one GPU that instance types report may differ by this much from its nominal size; variants differ by half. Ratio. */
const sameMemoryRatio = 0.1;

/** Peaks of a GPU; undefined where the table lacks the GPU, or its variant of that memory size. */
export const gpuPeaks = (gpu: string, memoryMiB: number): GpuPeaks | undefined =>
  rows.find((peaks) => peaks.gpu === gpu && Math.abs(memoryMiB / peaks.memoryMiB - 1) <= sameMemoryRatio);
