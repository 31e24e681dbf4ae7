import type { Provenance } from './provenance';

/** Anyscale's logs of Meta-Llama-3-70B (bf16) at tensor parallel 4 on p5.48xlarge. */
const anyscale = (file: string): Provenance => ({
  source: `anyscale/ray-serve-llm-perf-examples ${file}, commit 04ba8ab4, Meta-Llama-3-70B, tensor parallel 4, p5.48xlarge`,
  url: 'https://github.com/anyscale/ray-serve-llm-perf-examples',
  date: '2025-10',
});

/** Published times of the steps between an empty instance and a model that answers. */
export const coldStartFacts = {
  /** From a model hub to the local disk: 131.4 GiB in 196.47 s. */
  download: { gibPerSecond: 131.4 / 196.47, ...anyscale('llama70b-base.txt') },
  /** From the local disk to the GPUs: 32.86 GiB for each in 15.82 s. */
  diskToGpu: { gibPerSecondPerGpu: 32.86 / 15.82, ...anyscale('llama70b-base.txt') },
  /** From S3 straight to the GPUs, sharded weights: 32.9 GiB for each in 27.2 s. */
  streaming: { gibPerSecondPerGpu: 32.9 / 27.2, ...anyscale('llama70b-s3-runai-sharded.txt') },
  compile: { seconds: 60.79, ...anyscale('llama70b-base.txt') },
  cachedCompile: { seconds: 15.9, ...anyscale('llama70B-compile-cache.txt') },
  cudaGraphs: { seconds: 16, ...anyscale('llama70b-base.txt') },
} as const;
