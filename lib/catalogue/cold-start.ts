import type { Provenance } from './provenance';

/** Anyscale's logs of Meta-Llama-3-70B (bf16) at tensor parallel 4 on p5.48xlarge. */
const anyscale = (file: string): Provenance => ({
  source: `anyscale/ray-serve-llm-perf-examples ${file}, commit 04ba8ab4, Meta-Llama-3-70B, tensor parallel 4, p5.48xlarge`,
  url: 'https://github.com/anyscale/ray-serve-llm-perf-examples',
  date: '2025-10',
});

/** 15 GB of Meta-Llama-3-8B from S3 into one GPU in 4.88 s at a concurrency of 32, vLLM 0.5.5. */
const inParallel = {
  gibPerSecond: 15e9 / 2 ** 30 / 4.88,
  source:
    'run-ai/runai-model-streamer, benchmarks of its documentation, Meta-Llama-3-8B, S3 at a concurrency of 32, g5.12xlarge, one A10G',
  url: 'https://github.com/run-ai/runai-model-streamer',
  date: '2024',
} as const;

/** Published times of the steps between an empty instance and a model that answers. */
export const coldStartFacts = {
  /** Download from a model hub to the local disk: 131.4 GiB in 196.47 s. */
  download: { gibPerSecond: 131.4 / 196.47, ...anyscale('llama70b-base.txt') },
  /** Download from S3 with many reads at once, without a disk in between. */
  parallelReads: inParallel,
  /** Load from the local disk into the GPUs: 32.86 GiB for each GPU in 15.82 s. */
  diskToGpu: { gibPerSecondPerGpu: 32.86 / 15.82, ...anyscale('llama70b-base.txt') },
  /** Load into one GPU by many threads, where storage is not the bottleneck. */
  parallelLoading: { ...inParallel, gibPerSecondPerGpu: inParallel.gibPerSecond },
  compile: { seconds: 60.79, ...anyscale('llama70b-base.txt') },
  cachedCompile: { seconds: 15.9, ...anyscale('llama70B-compile-cache.txt') },
  cudaGraphs: { seconds: 16, ...anyscale('llama70b-base.txt') },
} as const;
