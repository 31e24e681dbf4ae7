import type { CellParameters } from '../../lib/contract/cell-parameters';

export const account = '111122223333';
export const region = 'us-east-1';

/** Parameters of an instance with one engine. */
export const parameters: CellParameters = {
  fleet: 'bench',
  model: 'llama-8b',
  task: 'generate',
  weights: 'meta-llama/Llama-3.1-8B-Instruct',
  weightsManifest: '',
  guardImageDigest: `sha256:${'d'.repeat(64)}`,
  engineImageDigest: `sha256:${'0'.repeat(64)}`,
  tensorParallel: 1,
  replicasPerInstance: 1,
  maxModelLengthTokens: 9216,
  maxConcurrentRequestsPerReplica: 256,
  gpuMemoryUtilizationRatio: 0.9,
  kvPrecision: 'bf16',
  launchLimitSeconds: 1800,
  drainLimitSeconds: 60,
  spotDrainLimitSeconds: 60,
  spotNoticeLimitSeconds: 110,
  cacheSaltSecretName: 'bench/cache-salt',
  tenantClaim: 'sub',
  parallelLoading: false,
  compileCache: false,
  targetGroupArns: [],
};
