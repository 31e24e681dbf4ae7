import type { Precision } from './precision';

/** Sizes of a dense model whose throughput was measured, from its `config.json`. */
export interface DenseModel {
  readonly weights: string;
  readonly parametersBillion: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDimension: number;
  /** KV-cache precision of the measured engines, by GPU. The table of measurements does not state it. */
  readonly kvPrecision: Readonly<Record<string, Precision>>;
  /** Mean length of a request ÷ the length that the table states. */
  readonly meanLengthRatio: number;
  /** Why the points of the model cannot be compared with closed-loop serving; undefined where they can. */
  readonly notClosedLoop?: string;
}

/**
 * The dense models among the measurements.
 *
 * Llama-3.1-70B was measured by InferenceMAX (now InferenceX): lengths drawn between 0.8 and 1 of the stated one, and
 * `kv-cache-dtype: fp8`. On H100 the points contradict the script: with two GPUs, requests begin to queue at the number
 * of sequences that a bf16 cache holds, not at twice it.
 *
 * @see https://github.com/SemiAnalysisAI/InferenceX/blob/6ebc882412c94f465e4fa43ea16152c9e9289097/benchmarks/70b_fp8_h200_slurm.sh
 * @see https://github.com/jyothisambolu/InferenceMAX (README: RANDOM_RANGE_RATIO 0.8; read 2026-11-23)
 * @see https://huggingface.co/Qwen/Qwen3-32B/blob/main/config.json
 */
export const denseModels: readonly DenseModel[] = [
  {
    weights: 'meta-llama/Llama-3.1-70B',
    parametersBillion: 70.6,
    layers: 80,
    kvHeads: 8,
    headDimension: 128,
    kvPrecision: { H100: 'bf16', H200: 'fp8', B200: 'fp8' },
    meanLengthRatio: 0.9,
  },
  {
    weights: 'Qwen/Qwen3-32B',
    parametersBillion: 32.8,
    layers: 64,
    kvHeads: 8,
    headDimension: 128,
    kvPrecision: { H100: 'bf16' },
    meanLengthRatio: 1,
  },
  {
    weights: 'nvidia/Llama-3.1-8B-Instruct-FP8',
    parametersBillion: 8.03,
    layers: 32,
    kvHeads: 8,
    headDimension: 128,
    kvPrecision: { H200: 'fp8' },
    meanLengthRatio: 1,
    notClosedLoop:
      'half of its points generate tokens faster than the GPU at its peak could if the prompts of the other requests came in between',
  },
];

/** Mixture-of-experts models among the measurements: a token reads only some of their weights. */
export const mixturesOfExperts: readonly string[] = [
  'MiniMaxAI/MiniMax-M2.5',
  'Qwen/Qwen3-235B-A22B-FP8',
  'moonshotai/Kimi-K2.5',
  'openai/gpt-oss-120b',
];
