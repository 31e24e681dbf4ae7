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
  /** Cycles of all multiprocessors together, at the clock of these peaks. */
  readonly multiprocessorCyclesPerSecond: number;
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

/**
 * Operations in 16 bits of one multiprocessor in a cycle, dense, two for a multiplication with an addition. Peak ÷ operations
 * is the number of multiprocessors × their clock, such as 108 × 1.41 GHz of the A100.
 *
 * @see NVIDIA's whitepapers of Turing, Ampere, Ada, Hopper and Blackwell, throughput of tensor cores
 */
const operationsPerCycle: Readonly<Record<string, number>> = {
  T4: 1024,
  A10G: 512,
  L4: 1024,
  L40S: 1024,
  'RTX-PRO-SERVER-6000': 1024,
  A100: 2048,
  H100: 4096,
  H200: 4096,
  B200: 8192,
  B300: 8192,
};

const tableProvenance: Provenance = table.provenance;

/** Variants of one GPU, such as the A100 with 40 and with 80 GB, are rows of their own. */
const rows: readonly GpuPeaks[] = (table.rows as Row[]).map(
  ([gpu, memoryMiB, memoryBytesPerSecond, bf16, fp8, fp4, interconnectBytesPerSecond, otherSource, disputed]) => ({
    gpu,
    memoryMiB,
    memoryBytesPerSecond,
    flopsPerSecond: { bf16, fp8: fp8 ?? undefined, fp4: fp4 ?? undefined },
    multiprocessorCyclesPerSecond: bf16 / (operationsPerCycle[gpu] ?? Number.NaN),
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
