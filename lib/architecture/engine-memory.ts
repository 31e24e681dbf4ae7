import { sum } from '../figures/arithmetic';
import { assumed, derived, type Figure } from '../figures/figure';
import type { Architecture, Layout } from './model/architecture';

const bytesPerGiB = 2 ** 30;

/** Settings of the engine that decide what it takes besides weights and cache. */
export interface EngineSettings {
  /** Tokens of one batch: `--max-num-batched-tokens`. */
  readonly maxBatchedTokens: number;
  /** Sequences of one batch: `--max-num-seqs`. */
  readonly maxSequences: number;
  /** False with `--enforce-eager`. */
  readonly cudaGraphs: boolean;
}

/** What the engine takes of one GPU besides weights and cache, in GiB, inside its share of the memory. */
export interface EngineMemory {
  readonly activationsGiB: Figure;
  readonly graphsGiB: Figure;
  /** Libraries, and buffers with which GPUs talk to each other. */
  readonly librariesGiB: Figure;
  readonly totalGiB: Figure;
}

/**
 * Activations at the largest batch, CUDA graphs, and what libraries take.
 *
 * The arithmetic is held against what engines log at start (`test/architecture/engine-memory.test.ts` has the logs): 8B
 * models at 8,192 tokens log 1.19 to 1.26 GiB of activations on 80 GB GPUs. Kernels and releases differ, so the range
 * is from half to twice the value.
 *
 * @see https://github.com/vllm-project/vllm/pull/10511 (logs of Llama-3-8B, 2024-12-14)
 */
export function engineMemory(architecture: Architecture, layout: Layout, settings: EngineSettings): EngineMemory {
  const activationsGiB = activations(architecture, layout, settings);
  const graphsGiB = settings.cudaGraphs ? graphs : assumed(0, 'GiB', 'the engine captures no graphs');
  const librariesGiB = layout.tensorParallel > 1 ? librariesOfSeveral : librariesOfOne;
  return {
    activationsGiB,
    graphsGiB,
    librariesGiB,
    totalGiB: sum('GiB', [activationsGiB, graphsGiB, librariesGiB]),
  };
}

/** Logs of vLLM 0.10 to 0.27 on 16 to 80 GB: 0.11, 0.17, 0.24, 0.36, 0.67 and 0.68 GiB; 3.45 with experts on 4 × L40S. */
const graphs = assumed(0.7, 'GiB', 'CUDA graphs, from engines’ own logs at start', { low: 0.1, high: 3.5 });

/** Logs of vLLM 0.6 to 0.27: 0.01, 0.05, 0.07, 0.09, 0.12, 0.16 and 0.26 GiB. */
const librariesOfOne = assumed(0.15, 'GiB', 'libraries on one GPU, from engines’ own logs at start', {
  low: 0.01,
  high: 0.5,
});

/** Logs with 2 and 4 GPUs: 0.20, 0.21 and 0.33 GiB; 1.79 in the release of December 2024, which counted the CUDA context. */
const librariesOfSeveral = assumed(0.5, 'GiB', 'libraries and buffers between GPUs, from engines’ own logs at start', {
  low: 0.2,
  high: 1.8,
});

/** Bytes that the sampler holds for a sequence and a word: logits in 16 and 32 bits, probabilities in 32. */
const samplerBytes = 10;

function activations(
  { widestActivation, hiddenSize, vocabularySize, task }: Architecture,
  { tensorParallel }: Layout,
  { maxBatchedTokens, maxSequences }: EngineSettings,
): Figure {
  const split = widestActivation.split / tensorParallel;
  const values = split + widestActivation.whole + 3 * hiddenSize;
  const layerBytes = maxBatchedTokens * values * 2;
  const sampling = task === 'generate' ? maxSequences * vocabularySize * samplerBytes : 0;
  const value = (layerBytes + sampling) / bytesPerGiB;
  return derived(
    value,
    'GiB',
    `${maxBatchedTokens} tokens × ${Math.round(values)} values × 2 bytes in the widest layer${sampling > 0 ? ` + ${maxSequences} sequences × ${vocabularySize} words × ${samplerBytes} bytes in the sampler` : ''}`,
    { low: value / 2, high: value * 2 },
  );
}
