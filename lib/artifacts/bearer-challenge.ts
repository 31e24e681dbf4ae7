/** Where a registry sends a client that has no token. */
export interface BearerChallenge {
  readonly realm: string;
  readonly service: string | undefined;
  readonly scope: string | undefined;
}

/**
 * Reads `WWW-Authenticate: Bearer realm="…",service="…",scope="…"`; undefined for any other way to authenticate.
 *
 * @see https://distribution.github.io/distribution/spec/auth/token/ read 2026-11-25
 */
export function bearerChallenge(header: string): BearerChallenge | undefined {
  const [, parameters] = /^\s*Bearer\s+(.*)$/i.exec(header) ?? [];
  const named = new Map(
    [...(parameters ?? '').matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)].map(
      ([, name = '', quoted, bare]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare],
    ),
  );
  const realm = named.get('realm');
  return realm === undefined ? undefined : { realm, service: named.get('service'), scope: named.get('scope') };
}
