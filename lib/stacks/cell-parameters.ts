import type { CellParameters } from '../contract/endpoints';
import type { CellPlan } from '../plan/cell';
import type { ModelPlan } from '../plan/plan';

/** What the agent on an instance is told about its cell. */
export const cellParameters = (
  fleet: string,
  model: ModelPlan,
  { engine }: CellPlan,
  { engineImageDigest, weightsManifest }: Pick<CellParameters, 'engineImageDigest' | 'weightsManifest'>,
): CellParameters => ({
  fleet,
  model: model.name,
  weights: model.weights,
  weightsManifest,
  engineImageDigest,
  tensorParallel: model.tensorParallel,
  replicasPerInstance: engine.replicasPerInstance.value,
  maxModelLengthTokens: engine.maxModelLengthTokens.value,
  maxConcurrentRequestsPerReplica: engine.concurrency,
  gpuMemoryUtilizationRatio: model.gpuMemoryUtilizationRatio,
  kvPrecision: model.kvPrecision,
});
