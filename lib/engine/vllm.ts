/**
 * Facts about the serving engine.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/engine_args.html
 */
export const vllm = {
  /** Share of each GPU's memory that the engine takes (`--gpu-memory-utilization`), ratio 0–1, the engine's default. */
  gpuMemoryUtilizationRatio: 0.9,
} as const;
