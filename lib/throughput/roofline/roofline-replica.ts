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
    cyclesPerSecond: peaks.multiprocessorCyclesPerSecond,
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
 * Kernels that unpack weights compute with the instructions of Ampere on every later GPU, at that rate for a cycle.
 *
 * @see vllm 0.33.0 csrc/quantization/marlin (mma.sync.aligned.m16n8k16); NVIDIA A100 whitepaper, 1,024 multiply-adds
 */
const unpackedOperationsPerCycle = 2048;

/**
 * A format that the GPU cannot compute is read as it is and computed in 16 bits, and so are integers, which engines
 * unpack. MXFP4 meets activations of eight bits.
 *
 * @see vllm 0.33.0 model_executor/layers/quantization/mxfp4.py
 */
function flopsOfFormats({
  flopsPerSecond,
  multiprocessorCyclesPerSecond,
}: GpuPeaks): Readonly<Record<WeightFormat, number>> {
  const bf16 = flopsPerSecond.bf16 as number;
  const unpacked = Math.min(bf16, multiprocessorCyclesPerSecond * unpackedOperationsPerCycle);
  const { fp8 = unpacked, fp4 } = flopsPerSecond;
  return {
    fp32: bf16,
    fp16: bf16,
    bf16,
    fp8,
    int8: unpacked,
    int4: unpacked,
    nf4: unpacked,
    nvfp4: fp4 ?? unpacked,
    mxfp4: fp4 === undefined ? unpacked : fp8,
  };
}
