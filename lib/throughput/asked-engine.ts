import type { PublishedFormat } from '../architecture/in-format';
import type { Architecture, Layout } from '../architecture/model/architecture';
import { gpuPeaks } from '../catalogue/gpu-peaks';
import { type Figure, published } from '../figures/figure';
import type { AskedEngine } from './corrected-latency';
import { type Gpu, type KvPrecision, rooflineReplica } from './roofline/roofline-replica';

export const layoutName = ({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string =>
  `TP${tensorParallel}${dataParallel > 1 ? ` DP${dataParallel}` : ''}${expertParallel ? ' EP' : ''}`;

/** What is asked for: matrices in a format, in a layout, on GPUs. */
export interface AskedReplica {
  readonly architecture: Architecture;
  readonly format: PublishedFormat;
  /** Known model of the same architecture. */
  readonly readFrom: string | undefined;
  readonly layout: Layout;
  readonly kvPrecision: KvPrecision;
  /** Figures of the model that the roofline starts from. */
  readonly sizes: readonly Figure[];
}

/** Undefined where the GPU's peaks are unknown. */
export function askedEngineOf(asked: AskedReplica, type: Gpu): AskedEngine | undefined {
  const { architecture, format, layout, kvPrecision } = asked;
  const replica = rooflineReplica({ architecture, format }, layout, kvPrecision, type);
  const peaks = gpuPeaks(type.gpu, type.gpuMemoryMiB);
  if (replica === undefined || peaks === undefined) {
    return undefined;
  }
  const { provenance } = peaks;
  return {
    replica,
    compared: {
      readFrom: asked.readFrom,
      kind: architecture.experts !== undefined ? 'mixture' : 'dense',
      format,
      gpu: type.gpu,
      layout: layoutName(layout),
    },
    from: [
      published(peaks.memoryBytesPerSecond, 'bytes/s', provenance),
      published(replica.flopsPerSecond[format], 'FLOP/s', provenance),
      published(peaks.interconnectBytesPerSecond, 'bytes/s', provenance),
      ...asked.sizes,
    ],
  };
}
