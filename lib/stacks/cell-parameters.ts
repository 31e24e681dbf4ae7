import type { CellParameters } from '../contract/endpoints';
import type { ModelPlan } from '../plan/plan';
import type { ServingType } from '../plan/serving-type';

/** What the agent on an instance is told about its cell; the limits are those of the first allowed type. */
export function cellParameters(fleet: string, model: ModelPlan, engineImageDigest: string): CellParameters {
  const [first] = model.types as readonly [ServingType, ...ServingType[]];
  return {
    fleet,
    model: model.name,
    weights: model.weights,
    engineImageDigest,
    tensorParallel: model.tensorParallel,
    replicasPerInstance: first.replicasPerInstance.value,
    maxModelLengthTokens: first.fit.maxModelLengthTokens.value,
    maxConcurrentRequestsPerReplica: first.replica.concurrency,
    gpuMemoryUtilizationRatio: model.gpuMemoryUtilizationRatio,
    kvPrecision: model.kvPrecision,
  };
}
