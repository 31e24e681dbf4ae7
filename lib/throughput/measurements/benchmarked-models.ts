/** What a table of measurements leaves out about a model. */
export interface BenchmarkedModel {
  /** KV-cache format of the measured engines, by GPU. @default bf16, the engine's own */
  readonly kvPrecision?: Readonly<Record<string, 'bf16' | 'fp8'>>;
  /** Mean length of a request ÷ the length that the table states. @default 1 */
  readonly meanLengthRatio?: number;
  /** Why the points of the model cannot be compared with closed-loop serving; undefined where they can. */
  readonly notClosedLoop?: string;
}

/** InferenceMAX, now InferenceX, draws lengths between 0.8 and 1 of the stated one. */
const inferenceMax: BenchmarkedModel = { meanLengthRatio: 0.9 };

/**
 * Llama-3.1-70B was measured with `kv-cache-dtype: fp8`. On H100 the points contradict the script: with two GPUs, requests
 * begin to queue at the number of sequences that a bf16 cache holds, not at twice it.
 *
 * @see https://github.com/SemiAnalysisAI/InferenceX/blob/6ebc882412c94f465e4fa43ea16152c9e9289097/benchmarks/70b_fp8_h200_slurm.sh
 * @see https://github.com/jyothisambolu/InferenceMAX (README: RANDOM_RANGE_RATIO 0.8; read 2026-11-23)
 */
const benchmarked: Readonly<Record<string, BenchmarkedModel>> = {
  'meta-llama/Llama-3.1-70B': { ...inferenceMax, kvPrecision: { H200: 'fp8', B200: 'fp8' } },
  'MiniMaxAI/MiniMax-M2.5': inferenceMax,
  'moonshotai/Kimi-K2.5': inferenceMax,
  'openai/gpt-oss-120b': inferenceMax,
  'nvidia/Llama-3.1-8B-Instruct-FP8': {
    notClosedLoop:
      'half of its points generate tokens faster than the GPU at its peak could if the prompts of the other requests came in between',
  },
};

export const benchmarkedModel = (weights: string): BenchmarkedModel => benchmarked[weights] ?? {};
