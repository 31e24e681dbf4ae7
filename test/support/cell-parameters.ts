import type { CellParameters } from '../../lib/contract/cell-parameters';

/** Parameters of a cell of llama-70b with two replicas an instance. */
export const exampleParameters: CellParameters = {
  fleet: 'assistant',
  model: 'llama-70b',
  task: 'generate',
  weights: 'meta-llama/Llama-3.1-70B-Instruct',
  weightsManifest: `sha256:${'b'.repeat(64)}`,
  guardImageDigest: `sha256:${'d'.repeat(64)}`,
  engineImageDigest: `sha256:${'0'.repeat(64)}`,
  tensorParallel: 4,
  replicasPerInstance: 2,
  maxModelLengthTokens: 9216,
  maxConcurrentRequestsPerReplica: 64,
  gpuMemoryUtilizationRatio: 0.9,
  kvPrecision: 'bf16',
  parallelLoading: false,
  compileCache: false,
  launchLimitSeconds: 1736,
  drainLimitSeconds: 53,
  spotDrainLimitSeconds: 53,
  spotNoticeLimitSeconds: 110,
  cacheSaltSecretName: 'assistant/cache-salt',
  tenantClaim: 'sub',
  targetGroupArns: [
    'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/serving/0123456789abcdef',
    'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/readiness/fedcba9876543210',
  ],
};
