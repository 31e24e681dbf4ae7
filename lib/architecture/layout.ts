import type { Layout } from './model/architecture';

/** GPUs that share one matrix or cache. */
export interface Shares {
  readonly tensorParallel: number;
  readonly stages: number;
  readonly replicas: number;
  /** GPUs among which experts are spread. */
  readonly experts: number;
  readonly wholeExperts: boolean;
  /** GPUs among which the experts that every token uses are split: one where each GPU works on tokens of its own. */
  readonly sharedExperts: number;
}

/** @see vllm 0.33.0 model_executor/layers/fused_moe/config.py, FusedMoEParallelConfig.make; config/parallel.py, use_sequence_parallel_moe */
export function sharesOf({
  tensorParallel,
  pipelineParallel = 1,
  dataParallel = 1,
  expertParallel = false,
}: Layout): Shares {
  return {
    tensorParallel,
    stages: pipelineParallel,
    replicas: dataParallel,
    experts: tensorParallel * dataParallel,
    wholeExperts: expertParallel,
    sharedExperts: expertParallel && dataParallel > 1 ? 1 : tensorParallel,
  };
}

/** Heads are divided among the GPUs; where there are fewer heads than GPUs, each GPU keeps a whole one. */
export const headsOnOneGpu = (heads: number, { tensorParallel }: Layout): number => Math.max(1, heads / tensorParallel);

/**
 * The stage of pipeline parallelism that runs each layer: equal numbers, with what is left over to the stages before the
 * last.
 *
 * @see vllm 0.33.0 distributed/utils.py, get_pp_indices
 */
export function stageOfLayers(layers: number, stages: number): readonly number[] {
  const counts = Array.from({ length: stages }, () => Math.floor(layers / stages));
  for (let left = 0; left < layers % stages; left += 1) {
    const stage = Math.max(0, stages - 2 - left);
    counts[stage] = (counts[stage] as number) + 1;
  }
  return counts.flatMap((count, stage) => Array.from({ length: count }, () => stage));
}
