import { at, isRecord, list } from '../../template/values';

/** Request headers that hold credentials. */
const credentialHeaders = ['authorization', 'cookie'];

/** Whether every header that holds credentials is among these. */
export const coversCredentials = (headers: readonly string[]): boolean =>
  credentialHeaders.every((header) => headers.some((one) => one.toLowerCase() === header));

/** Headers that a web ACL replaces in its logs, samples and metrics. */
export const protectedHeaders = (properties: unknown): string[] =>
  list(at(properties, 'DataProtectionConfig.DataProtections'))
    .filter((protection) => at(protection, 'Field.FieldType') === 'SINGLE_HEADER')
    .flatMap((protection) => list(at(protection, 'Field.FieldKeys')).map(String));

export const samples = (visibility: unknown): boolean =>
  isRecord(visibility) && (visibility.SampledRequestsEnabled ?? true) !== false;
