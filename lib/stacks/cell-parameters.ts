import type { ServingCellProps } from '../constructs/serving-cell';
import { cacheSaltSecretName } from '../contract/cache-salt';
import { type CellParameters, modelSettingsOf } from '../contract/cell-parameters';
import type { CellPlan } from '../plan/capacity/cell';
import type { FleetIdentity, ModelPlan } from '../plan/plan';

/** What the agent on an instance is told about its cell. */
export const cellParameters = (
  { name: fleet, access }: FleetIdentity,
  model: ModelPlan,
  { engine, timers }: CellPlan,
  {
    engineImageDigest,
    guardImageDigest,
    weightsManifest,
    bodyLimitBytes,
  }: Pick<CellParameters, 'engineImageDigest' | 'guardImageDigest' | 'weightsManifest' | 'bodyLimitBytes'>,
): ServingCellProps['parameters'] => ({
  fleet,
  model: model.name,
  ...modelSettingsOf(model),
  ...(model.chat === undefined ? {} : { chat: model.chat }),
  ...(model.engineFlags === undefined ? {} : { engineFlags: model.engineFlags }),
  // Absent where it is empty, so that it appears in the templates of those fleets alone that need it.
  toleratedXidCodes: model.toleratedXidCodes.length === 0 ? undefined : model.toleratedXidCodes,
  weightsManifest,
  engineImageDigest,
  guardImageDigest,
  replicasPerInstance: engine.replicasPerInstance.value,
  maxModelLengthTokens: engine.maxModelLengthTokens.value,
  maxConcurrentRequestsPerReplica: engine.concurrency,
  ...(engine.longestPrefillSeconds && { longestPrefillSeconds: engine.longestPrefillSeconds.value }),
  launchLimitSeconds: timers.launchHookSeconds.value,
  drainLimitSeconds: timers.engineShutdownSeconds.value,
  spotDrainLimitSeconds: Math.min(timers.engineShutdownSeconds.value, timers.spotDrainHookSeconds.value),
  spotNoticeLimitSeconds: timers.spotDrainSeconds.value,
  cacheSaltSecretName: cacheSaltSecretName(fleet),
  ...(access.tenantClaim === undefined ? {} : { tenantClaim: access.tenantClaim }),
  ...(model.adapterTenants === undefined ? {} : { adapterTenants: model.adapterTenants }),
  ...(bodyLimitBytes === undefined ? {} : { bodyLimitBytes }),
});
