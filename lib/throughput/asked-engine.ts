import type { PublishedFormat } from '../architecture/in-format';
import type { Architecture, Layout } from '../architecture/model/architecture';
import { gpuPeaks } from '../catalogue/gpu-peaks';
import { type Figure, published } from '../figures/figure';
import { slowerTwinOf } from './bound-by-twin';
import { layoutName } from './layout-name';
import type { ComparedEngine } from './likeness/residual-table';
import type { Load } from './load';
import { measuredAs } from './measurements/measured-as';
import { type OwnPoint, pointsOf } from './own-points/points-of-engine';
import type { RooflineReplica } from './roofline/roofline';
import { type Gpu, type KvPrecision, rooflineReplica } from './roofline/roofline-replica';
import type { StatedNetwork } from './roofline/stated-network';

/** What is asked for: matrices in a format, in a layout. */
export interface AskedReplica {
  readonly network: { readonly architecture: Architecture } | StatedNetwork;
  readonly format: PublishedFormat;
  /** The known model that it is, where it was not measured under another id; undefined where none is known. */
  readonly readFrom: string | undefined;
  readonly layout: Layout;
  readonly kvPrecision: KvPrecision;
  /** Figures of the model that the roofline starts from. */
  readonly sizes: readonly Figure[];
  /** Why less is known of the model than of others, which makes the range the widest. */
  readonly doubt?: string;
}

/** An engine that is asked for: what it reads and computes, what it is compared by, and what was measured of itself. */
export interface AskedEngine {
  readonly replica: RooflineReplica;
  readonly compared: Omit<ComparedEngine, keyof Pick<Load, 'inputTokens' | 'outputTokens' | 'concurrency'>>;
  readonly own: readonly OwnPoint[];
  /** What was measured of the same engine on a GPU with the same processor and slower memory. */
  readonly ownOfSlowerTwin: readonly OwnPoint[];
  readonly doubt: string | undefined;
  /** Inputs of the roofline. */
  readonly from: readonly Figure[];
}

/** Undefined where the GPU's peaks are unknown. */
export function askedEngineOf(asked: AskedReplica, type: Gpu): AskedEngine | undefined {
  const { network, format, layout, kvPrecision } = asked;
  const replica = rooflineReplica(
    'architecture' in network ? { ...network, format } : network,
    layout,
    kvPrecision,
    type,
  );
  const peaks = gpuPeaks(type.gpu, type.gpuMemoryMiB);
  if (replica === undefined || peaks === undefined) {
    return undefined;
  }
  const { provenance } = peaks;
  const readFrom = 'architecture' in network ? (measuredAs(network.architecture) ?? asked.readFrom) : undefined;
  const engine = { format, gpu: type.gpu, layout: layoutName(layout) };
  const ownOn = (gpu: string | undefined): readonly OwnPoint[] =>
    readFrom === undefined || gpu === undefined ? [] : pointsOf({ ...engine, gpu, readFrom, kvPrecision });
  return {
    replica,
    compared: {
      ...engine,
      readFrom,
      kind: 'architecture' in network && network.architecture.experts !== undefined ? 'mixture' : 'dense',
    },
    own: ownOn(type.gpu),
    ownOfSlowerTwin: ownOn(slowerTwinOf(type.gpu)?.gpu),
    doubt: asked.doubt,
    from: [
      published(peaks.memoryBytesPerSecond, 'bytes/s', provenance),
      published(replica.flopsPerSecond[format], 'FLOP/s', provenance),
      published(peaks.interconnectBytesPerSecond, 'bytes/s', provenance),
      ...asked.sizes,
    ],
  };
}
