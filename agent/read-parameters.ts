import type { CellParameters } from '../lib/contract/endpoints';

const texts = [
  'fleet',
  'model',
  'weights',
  'weightsManifest',
  'engineImageDigest',
  'kvPrecision',
  'task',
  'cacheSaltSecretName',
  'tenantClaim',
] as const;
const counts = [
  'tensorParallel',
  'replicasPerInstance',
  'maxModelLengthTokens',
  'maxConcurrentRequestsPerReplica',
  'gpuMemoryUtilizationRatio',
  'launchLimitSeconds',
  'drainLimitSeconds',
  'spotDrainLimitSeconds',
  'spotNoticeLimitSeconds',
] as const;
const switches = ['parallelLoading', 'compileCache'] as const;
const digests = ['weightsManifest', 'engineImageDigest'] as const;

/** @throws Error naming every field that is not as the launch template writes it */
export function readParameters(text: string): CellParameters {
  const value = JSON.parse(text) as Record<string, unknown>;
  const faults = [
    ...texts.filter((name) => typeof value[name] !== 'string').map((name) => `${name}: must be a text`),
    ...counts
      .filter((name) => !(typeof value[name] === 'number' && value[name] > 0))
      .map((name) => `${name}: must be a number above 0`),
    ...switches.filter((name) => typeof value[name] !== 'boolean').map((name) => `${name}: must be true or false`),
    ...digests
      .filter((name) => !/^sha256:[0-9a-f]{64}$/.test(String(value[name])))
      .map((name) => `${name}: must be sha256: and 64 hexadecimal digits`),
    ...(Array.isArray(value.targetGroupArns) ? [] : ['targetGroupArns: must be a list']),
  ];
  if (faults.length > 0) {
    throw new Error(`cell parameters: ${faults.join('; ')}; deploy the serving stack again`);
  }
  return value as unknown as CellParameters;
}
