import { inFormat, type PublishedFormat } from '../../architecture/in-format';
import type { Architecture, Layout } from '../../architecture/model/architecture';
import type { WeightFormat } from '../../architecture/quantization/scheme';
import { type WorkOnEachGpu, workOnEachGpu } from '../../architecture/work-on-each-gpu';
import { type GpuPeaks, gpuPeaks } from '../../catalogue/gpu-peaks';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import type { RooflineReplica } from './roofline';
import { type StatedNetwork, statedWork } from './stated-network';

/** A GPU, as instance types name it. */
export type Gpu = Pick<GpuInstanceType, 'gpu' | 'gpuMemoryMiB'>;

export type KvPrecision = 'bf16' | 'fp8';

/** Undefined where the catalogue does not know the GPU's peaks. */
export function rooflineReplica(
  network: { readonly architecture: Architecture; readonly format?: PublishedFormat } | StatedNetwork,
  layout: Layout,
  kvPrecision: KvPrecision,
  { gpu, gpuMemoryMiB }: Gpu,
): RooflineReplica | undefined {
  const peaks = gpuPeaks(gpu, gpuMemoryMiB);
  if (peaks === undefined) {
    return undefined;
  }
  const { tensorParallel, dataParallel = 1, expertParallel = false } = layout;
  return {
    tensorParallel,
    dataParallel,
    expertParallel,
    work:
      'architecture' in network
        ? knownWork(network.architecture, network.format, layout, kvPrecision)
        : statedWork(network, tensorParallel, kvPrecision),
    memoryBytesPerSecond: peaks.memoryBytesPerSecond,
    flopsPerSecond: flopsOfFormats(peaks),
    interconnectBytesPerSecond: peaks.interconnectBytesPerSecond,
  };
}

/** A plan asks for the same model on type after type. */
const works = new WeakMap<Architecture, Map<string, WorkOnEachGpu>>();

function knownWork(
  architecture: Architecture,
  format: PublishedFormat | undefined,
  layout: Layout,
  kvPrecision: KvPrecision,
): WorkOnEachGpu {
  const ofArchitecture = works.get(architecture) ?? new Map<string, WorkOnEachGpu>();
  works.set(architecture, ofArchitecture);
  const key = JSON.stringify([format, layout, kvPrecision]);
  const served = format === undefined ? architecture : inFormat(architecture, format);
  const work = ofArchitecture.get(key) ?? workOnEachGpu(served, layout, kvPrecision);
  ofArchitecture.set(key, work);
  return work;
}

/**
 * A format that the GPU cannot compute is read as it is and computed in 16 bits, and so are integers, which engines
 * unpack. MXFP4 meets activations of eight bits.
 *
 * @see vllm 0.33.0 model_executor/layers/quantization/mxfp4.py
 */
function flopsOfFormats({ flopsPerSecond }: GpuPeaks): Readonly<Record<WeightFormat, number>> {
  const bf16 = flopsPerSecond.bf16 as number;
  const { fp8 = bf16, fp4 } = flopsPerSecond;
  return {
    fp32: bf16,
    fp16: bf16,
    bf16,
    fp8,
    int8: bf16,
    int4: bf16,
    nf4: bf16,
    nvfp4: fp4 ?? bf16,
    mxfp4: fp4 === undefined ? bf16 : fp8,
  };
}
