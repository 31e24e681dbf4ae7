import type { ServingCellProps } from '../constructs/serving-cell';
import { cacheSaltSecretName } from '../contract/cache-salt';
import type { CellParameters } from '../contract/endpoints';
import type { CellPlan } from '../plan/capacity/cell';
import type { FleetIdentity, ModelPlan } from '../plan/plan';

/** What the agent on an instance is told about its cell. */
export const cellParameters = (
  { name: fleet, access }: FleetIdentity,
  model: ModelPlan,
  { engine, timers }: CellPlan,
  { engineImageDigest, weightsManifest }: Pick<CellParameters, 'engineImageDigest' | 'weightsManifest'>,
): ServingCellProps['parameters'] => ({
  fleet,
  model: model.name,
  task: model.task,
  weights: model.weights,
  weightsManifest,
  engineImageDigest,
  tensorParallel: model.tensorParallel,
  replicasPerInstance: engine.replicasPerInstance.value,
  maxModelLengthTokens: engine.maxModelLengthTokens.value,
  maxConcurrentRequestsPerReplica: engine.concurrency,
  gpuMemoryUtilizationRatio: model.gpuMemoryUtilizationRatio,
  kvPrecision: model.kvPrecision,
  parallelLoading: model.parallelLoading,
  compileCache: model.compileCache,
  launchLimitSeconds: timers.launchHookSeconds.value,
  drainLimitSeconds: timers.engineShutdownSeconds.value,
  spotDrainLimitSeconds: Math.min(timers.engineShutdownSeconds.value, timers.spotDrainHookSeconds.value),
  spotNoticeLimitSeconds: timers.spotDrainSeconds.value,
  cacheSaltSecretName: cacheSaltSecretName(fleet),
  tenantClaim: access.tenantClaim,
  ...(model.toleratedXidCodes.length === 0 ? {} : { toleratedXidCodes: model.toleratedXidCodes }),
});
