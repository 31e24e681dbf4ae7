import type { RooflineReplica } from '../../lib/throughput/roofline/roofline';

const flops = {
  fp32: 1e14,
  fp16: 1e14,
  bf16: 5e13,
  fp8: 1e14,
  int8: 1e14,
  int4: 5e13,
  nf4: 5e13,
  nvfp4: 1e14,
  mxfp4: 1e14,
};

/** 120 million parameters of one byte in 10 layers of 1,000 values; attention of 4 × 1,000 operations a pair and layer. */
export const smallReplica: RooflineReplica = {
  tensorParallel: 1,
  dataParallel: 1,
  expertParallel: false,
  work: {
    layers: 10,
    hiddenSize: 1000,
    shared: [{ format: 'fp8', bytes: 120e6, parametersPerToken: 120e6 }],
    cache: { bytesPerToken: 1000, windows: [], constantBytes: 0 },
    attention: [{ windowTokens: undefined, operationsPerPair: 40_000 }],
  },
  memoryBytesPerSecond: 1e12,
  cyclesPerSecond: 1e11,
  flopsPerSecond: flops,
  interconnectBytesPerSecond: 1e11,
};
