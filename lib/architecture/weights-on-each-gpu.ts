import { layoutWords } from '../contract/replica-layout';
import { derived, type Figure, show } from '../figures/figure';
import { defaultCapability, filledUp } from './expert-tiles';
import { fromConfig } from './from-config';
import { type Shares, sharesOf, stageOfLayers } from './layout';
import type { Architecture, Layout } from './model/architecture';
import type { Tensor } from './model/tensor';
import { totalParameters } from './parameters';
import { schemeOf } from './quantization/quantization';
import { schemeBytes } from './quantization/scheme';

const bytesPerGiB = 2 ** 30;

/** The engine pads a vocabulary to this. @see vllm 0.33.0 model_executor/layers/vocab_parallel_embedding.py */
const vocabularyPadding = 64;

interface Stated {
  /** What the owner says the parameters are, in 10⁹: matrices whose sizes the file leaves out are scaled to meet it. */
  readonly parametersBillion?: number;
}

interface Loading extends Stated {
  /** Compute capability of the GPU: it decides up to which tiles the engine fills experts. @default 9.0, a Hopper */
  readonly computeCapability?: number;
}

/** Weights on the GPU that holds the most of them, in GiB. */
export function weightsOnEachGpu(
  architecture: Architecture,
  layout: Layout,
  { computeCapability = defaultCapability, ...stated }: Loading = {},
): Figure {
  const stages = bytesOfStages(architecture, layout, computeCapability);
  const scale = statedScale(architecture, stated);
  const largest = Math.max(...stages.map((groups) => [...groups.values()].reduce((a, b) => a + b, 0)));
  const groups = stages.find((candidate) => [...candidate.values()].reduce((a, b) => a + b, 0) === largest);
  const parts = [...(groups ?? [])]
    .filter(([, bytes]) => bytes > 0)
    .map(([name, bytes]) => `${show((bytes * scale) / bytesPerGiB)} GiB ${name}`);
  return derived(
    (largest * scale) / bytesPerGiB,
    'GiB',
    `${parts.join(' + ')} (${layoutWords(layout)}${scale === 1 ? '' : `, scaled by ${show(scale)} to the stated parameters`})`,
    { from: fromConfig(architecture) },
  );
}

/** Sizes that the file leaves out cannot contradict what the owner states. */
const statedScale = (architecture: Architecture, { parametersBillion }: Stated): number =>
  parametersBillion === undefined || !architecture.defaults.some(({ sizesWeights }) => sizesWeights)
    ? 1
    : parametersBillion / totalParameters(architecture).value;

/** Bytes of the files of the checkpoint: all that is published, before anything is split, padded or copied. */
export const checkpointBytes = (architecture: Architecture): number =>
  architecture.tensors
    .filter(({ place }) => place !== 'copy')
    .reduce(
      (total, tensor) =>
        total +
        tensor.count *
          storedBytes(architecture, tensor, architecture.checkpointBytesPerValue, tensor.outputs, tensor.inputs),
      0,
    );

/** The same in GiB, scaled where the file leaves out sizes and the owner states the parameters. */
export const checkpointFiles = (architecture: Architecture, stated: Stated = {}): Figure =>
  derived(
    (checkpointBytes(architecture) * statedScale(architecture, stated)) / bytesPerGiB,
    'GiB',
    `sum over the matrices of the checkpoint as they are stored, ${architecture.quantization.format}, family ${architecture.family}`,
    { from: [totalParameters(architecture)] },
  );

function storedBytes(
  { quantization }: Architecture,
  tensor: Tensor,
  bytesPerValue: number,
  outputs: number,
  inputs: number,
): number {
  const scheme = schemeOf(quantization, tensor);
  return scheme === undefined
    ? outputs * inputs * (tensor.bytesPerValue ?? bytesPerValue)
    : schemeBytes(scheme, outputs, inputs);
}

/** Bytes of every kind of matrix on one GPU of each stage. */
function bytesOfStages(
  architecture: Architecture,
  layout: Layout,
  computeCapability: number,
): readonly ReadonlyMap<string, number>[] {
  const shares = sharesOf(layout);
  const stageOf = stageOfLayers(architecture.layers, shares.stages);
  const stages = Array.from({ length: shares.stages }, () => new Map<string, number>());
  const last = shares.stages - 1;
  const tied = !architecture.tensors.some(({ role }) => role === 'head');
  for (const tensor of architecture.tensors.filter(({ place }) => place !== 'unloaded')) {
    const bytes = bytesOnOneGpu(architecture, tensor, shares, computeCapability);
    const stage = tensor.layer === undefined ? (tensor.role === 'head' ? last : 0) : (stageOf[tensor.layer] ?? last);
    add(stages[stage] as Map<string, number>, groupOf(tensor), bytes);
    if (tied && last > 0 && tensor.name === 'embed_tokens') {
      add(stages[last] as Map<string, number>, groupOf(tensor), bytes);
    }
  }
  return stages;
}

const add = (groups: Map<string, number>, group: string, bytes: number): void => {
  groups.set(group, (groups.get(group) ?? 0) + bytes);
};

function groupOf({ role, place, name }: Tensor): string {
  if (place !== 'text') {
    return place === 'tower' ? 'towers' : 'second forms of matrices';
  }
  switch (role) {
    case 'expert':
      return 'experts';
    case 'embedding':
    case 'head':
      return 'tables of the vocabulary';
    case 'linear':
    case 'router':
    case 'vector':
      return /attn|mamba|mixer/.test(name) ? 'attention and states' : 'dense layers';
    default:
      return role satisfies never;
  }
}

/** @param computeCapability of the GPU whose kernels' tiles are filled up. @default - the matrix as it is */
export function bytesOnOneGpu(
  architecture: Architecture,
  tensor: Tensor,
  shares: Shares,
  computeCapability?: number,
): number {
  const part = partOnOneGpu(tensor, shares);
  const { outputs, inputs, count } =
    computeCapability === undefined ? part : filledUp(architecture, tensor, part, computeCapability);
  return count * storedBytes(architecture, tensor, architecture.loadedBytesPerValue, outputs, inputs);
}

/** An expert that every token uses. */
const isSharedExpert = ({ name }: Tensor): boolean => name.includes('shared_expert');

/** How much of a matrix one GPU holds. */
export function partOnOneGpu(
  tensor: Tensor,
  shares: Shares,
): { readonly outputs: number; readonly inputs: number; readonly count: number } {
  const { outputs, inputs, count } = tensor;
  const expert = count > 1;
  if (expert && shares.wholeExperts) {
    return { outputs, inputs, count: Math.ceil(count / shares.experts) };
  }
  const gpus = expert ? shares.experts : isSharedExpert(tensor) ? shares.sharedExperts : shares.tensorParallel;
  switch (tensor.split) {
    case 'copied':
      return { outputs, inputs, count };
    case 'outputs':
      return { outputs: outputs / gpus, inputs, count };
    case 'inputs':
      return { outputs, inputs: inputs / gpus, count };
    case 'heads':
      return { outputs: Math.max(outputs / gpus, outputs / (tensor.heads ?? 1)), inputs, count };
    case 'vocabulary':
      return { outputs: (Math.ceil(outputs / vocabularyPadding) * vocabularyPadding) / gpus, inputs, count };
    default:
      return tensor.split satisfies never;
  }
}
