import { engineMemoryProvenance, loggedGraphsGiB, loggedMemory, visibleMemory } from '../catalogue/engine-memory';
import { gpusOf } from '../contract/replica-layout';
import { assumed, derived, type Figure, published, show } from '../figures/figure';
import type { Architecture, Layout } from './model/architecture';

/** What an engine computes at most in one step. */
export interface EngineBatch {
  /** `--max-num-batched-tokens`. */
  readonly maxBatchedTokens: Figure;
  /** `--max-num-seqs`: sequences whose next tokens are sampled together. */
  readonly maxSequences: Figure;
  /** Whether CUDA graphs are captured. */
  readonly graphs: boolean;
}

/** Memory of one GPU that holds neither weights nor cache. */
export interface EngineMemory {
  /** What the driver keeps of the memory that the data sheet states. */
  readonly driverGiB: Figure;
  /** CUDA libraries, and buffers for the exchange between GPUs. */
  readonly librariesGiB: Figure;
  /** Peak while one full batch is computed and sampled. */
  readonly activationsGiB: Figure;
  readonly graphsGiB: Figure;
  readonly totalGiB: Figure;
}

/** Sizes of a model on which its activations depend. */
export type ActivationSizes = Pick<Architecture, 'hiddenSize' | 'vocabularySize' | 'widestActivation' | 'task'>;

const bytesPerGiB = 2 ** 30;

/** Activations are computed in 16 bits. */
const bytesPerValue = 2;

export function engineMemory(
  sizes: ActivationSizes,
  layout: Layout,
  batch: EngineBatch,
  gpuMemoryGiB: Figure,
): EngineMemory {
  const parts = {
    driverGiB: driver(gpuMemoryGiB),
    librariesGiB: libraries(gpusOf(layout)),
    activationsGiB: activations(sizes, layout, batch),
    graphsGiB: graphs(batch),
  };
  const figures = Object.values(parts);
  const sum = (end: (figure: Figure) => number): number => figures.reduce((total, figure) => total + end(figure), 0);
  return {
    ...parts,
    totalGiB: derived(
      sum(({ value }) => value),
      'GiB',
      `${show(parts.driverGiB.value)} GiB of the driver + ${show(parts.librariesGiB.value)} GiB of CUDA libraries + ${show(parts.activationsGiB.value)} GiB of activations + ${show(parts.graphsGiB.value)} GiB of CUDA graphs`,
      {
        low: sum(({ value, low }) => low ?? value),
        high: sum(({ value, high }) => high ?? value),
        from: figures,
      },
    ),
  };
}

function driver(gpuMemoryGiB: Figure): Figure {
  const shares = visibleMemory.map(({ statedGiB, visibleGiB }) => 1 - visibleGiB / statedGiB);
  const share = median(shares);
  return derived(
    gpuMemoryGiB.value * share,
    'GiB',
    `${show(gpuMemoryGiB.value)} GiB × ${show(share)}, the median share that ${visibleMemory.length} GPUs do not show to programs`,
    {
      low: gpuMemoryGiB.value * Math.min(...shares),
      high: gpuMemoryGiB.value * Math.max(...shares),
      from: [gpuMemoryGiB],
    },
  );
}

function libraries(gpus: number): Figure {
  const logged = loggedMemory
    .filter((row) => row.tensorParallel > 1 === gpus > 1)
    .flatMap(({ nonTorchGiB }) => nonTorchGiB ?? []);
  return {
    ...published(median(logged), 'GiB', {
      source: `median of ${logged.length} start-up logs with ${gpus > 1 ? 'several GPUs' : 'one GPU'}; ${engineMemoryProvenance.source}`,
      date: engineMemoryProvenance.date,
    }),
    low: Math.min(...logged),
    high: Math.max(...logged),
  };
}

/**
 * Memory of one logit of one sequence while its next token is sampled: the logit in 16 and in 32 bits, its probability, and
 * what sorting takes. The newest release in the logs is the nearest to the pinned one.
 */
function bytesPerLogit(): Figure {
  const logged = loggedMemory.map(({ activationGiB, maxSequences, vocabulary, release, source }) => ({
    minor: Number(release.split('.')[1]),
    bytes: (activationGiB * bytesPerGiB) / (maxSequences * vocabulary),
    source,
  }));
  const [newest] = [...logged].sort((a, b) => b.minor - a.minor);
  const bytes = logged.map((row) => row.bytes);
  return {
    ...published(newest?.bytes ?? 0, 'bytes', { source: newest?.source ?? '', date: engineMemoryProvenance.date }),
    low: Math.min(...bytes),
    high: Math.max(...bytes),
  };
}

/**
 * The layers are computed before the sampling, so that the larger of the two decides. Copies of the attention bring their
 * batches together before the experts, and take the sums apart after them: each GPU holds both for the tokens of all.
 *
 * @see vllm 0.33.0 model_executor/layers/fused_moe/prepare_finalize/naive_dp_ep.py
 */
function activations(sizes: ActivationSizes, { tensorParallel, dataParallel = 1 }: Layout, batch: EngineBatch): Figure {
  const { hiddenSize, vocabularySize, widestActivation, task } = sizes;
  const { maxBatchedTokens, maxSequences } = batch;
  const ofOthers = (dataParallel - 1) * 2 * hiddenSize;
  const values = 2 * hiddenSize + (widestActivation - 2 * hiddenSize) / tensorParallel + ofOthers;
  const layers = (maxBatchedTokens.value * values * bytesPerValue) / bytesPerGiB;
  const gathered = ofOthers === 0 ? '' : `, ${show(ofOthers)} of them gathered for the experts`;
  const ofLayers = `${maxBatchedTokens.value} tokens × ${show(values)} values${gathered} × ${bytesPerValue} bytes of the widest layer`;
  if (task !== 'generate') {
    return derived(layers, 'GiB', ofLayers, { from: [maxBatchedTokens] });
  }
  const perLogit = bytesPerLogit();
  const sampling = (bytes: number): number => (maxSequences.value * vocabularySize * bytes) / bytesPerGiB;
  const ofSampling = `${maxSequences.value} sequences × ${vocabularySize} logits × ${show(perLogit.value)} bytes of sampling`;
  const samplingDecides = sampling(perLogit.value) > layers;
  return derived(
    Math.max(layers, sampling(perLogit.value)),
    'GiB',
    samplingDecides ? `${ofSampling}, more than ${ofLayers}` : `${ofLayers}, more than ${ofSampling}`,
    {
      low: Math.max(layers, sampling(perLogit.low ?? 0)),
      high: Math.max(layers, sampling(perLogit.high ?? 0)),
      from: [maxBatchedTokens, maxSequences, perLogit],
    },
  );
}

const graphs = ({ graphs: captured }: EngineBatch): Figure =>
  captured
    ? {
        ...published(loggedGraphsGiB.mean, 'GiB', {
          source: loggedGraphsGiB.source,
          date: engineMemoryProvenance.date,
        }),
        low: loggedGraphsGiB.low,
        high: loggedGraphsGiB.high,
      }
    : assumed(0, 'GiB', 'the engine captures no CUDA graphs: models[].engine.enforceEager');

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
