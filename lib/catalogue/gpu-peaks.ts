import table from './data/gpu-peaks.json';
import type { Precision } from './precision';
import type { Provenance } from './provenance';

/** What a GPU could do at most, by its maker. */
export interface GpuPeaks {
  readonly gpu: string;
  readonly memoryMiB: number;
  readonly memoryBytesPerSecond: number;
  /** Dense, without sparsity; undefined where the GPU has no arithmetic of that precision. */
  readonly flopsPerSecond: Readonly<Record<Precision, number | undefined>>;
  /** To the other GPUs of the instance: one direction, one GPU. */
  readonly interconnectBytesPerSecond: number;
}

export const gpuPeaksProvenance: Provenance = table.provenance;

const byGpu: ReadonlyMap<string, GpuPeaks> = new Map<string, GpuPeaks>(
  (table.rows as [string, number, number, number, number | null, number | null, number][]).map(
    ([gpu, memoryMiB, memoryBytesPerSecond, bf16, fp8, fp4, interconnectBytesPerSecond]) => [
      gpu,
      {
        gpu,
        memoryMiB,
        memoryBytesPerSecond,
        flopsPerSecond: { bf16, fp8: fp8 ?? undefined, fp4: fp4 ?? undefined },
        interconnectBytesPerSecond,
      },
    ],
  ),
);

/** Memory of one GPU that instance types report may differ by this much from its nominal size; variants differ by half. Ratio. */
const sameMemoryRatio = 0.1;

/** Peaks of a GPU; undefined where the table lacks the GPU, or its variant of that memory size (A100 40 GB). */
export function gpuPeaks(gpu: string, memoryMiB: number): GpuPeaks | undefined {
  const peaks = byGpu.get(gpu);
  return peaks !== undefined && Math.abs(memoryMiB / peaks.memoryMiB - 1) <= sameMemoryRatio ? peaks : undefined;
}
