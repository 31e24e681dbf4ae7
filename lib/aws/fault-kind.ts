const isAny = (...names: string[]): RegExp => new RegExp(`^(${names.join('|')})`);

const kinds = {
  denied: isAny('AccessDenied', 'UnauthorizedOperation', 'Forbidden', '403'),
  expired: isAny('ExpiredToken', 'RequestExpired'),
  rejected: isAny('AuthFailure', 'UnrecognizedClient', 'InvalidClientTokenId', 'InvalidSignature', 'SignatureDoes'),
  throttled: isAny('Throttling', 'RequestLimitExceeded', 'TooManyRequests', 'RequestThrottled', 'SlowDown'),
  unreachable: isAny('ECONN', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', 'TimeoutError', 'EPIPE'),
  noCredentials: isAny('CredentialsProviderError'),
} as const;

export type FaultKind = keyof typeof kinds;

/** What kind of trouble an error code of AWS or of the network means; undefined for any other. */
export const faultKind = (code: string): FaultKind | undefined =>
  (Object.keys(kinds) as FaultKind[]).find((kind) => kinds[kind].test(code));
