import type { RequiredClaim } from '../contract/token-claims';
import type { FleetIdentity } from '../plan/plan';
import { type Extension, type MetadataMatcher, typed, type ValueMatcher } from './envoy';

export interface Issuer {
  readonly issuer: string;
  readonly requiredClaims: readonly RequiredClaim[];
}

const name = 'envoy.filters.http.jwt_authn';
const payload = 'payload';

/** The issuers whose tokens gateways accept; none if every client of the private networks may use the fleet. */
export const issuersOf = ({ access }: FleetIdentity): Issuer[] =>
  access.jwtIssuer === undefined ? [] : [{ issuer: access.jwtIssuer, requiredClaims: access.requiredClaims }];

/**
 * Verifies signature, issuer, expiry and claims of each request's token. An issuer whose key set is not known yet lets
 * nothing through.
 */
export function tokenFilters(all: readonly Issuer[], keySets: Readonly<Record<string, string>>): Extension[] {
  const issuers = all.filter(({ issuer }) => keySets[issuer] !== undefined);
  if (issuers.length === 0) {
    return all.length === 0 ? [] : [claimFilter([])];
  }
  const names = issuers.map((_, index) => `issuer-${index}`);
  return [
    {
      name,
      typed_config: typed('extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
        providers: Object.fromEntries(
          issuers.map(({ issuer, requiredClaims }, index) => [
            names[index],
            {
              issuer,
              local_jwks: { inline_string: keySets[issuer] },
              require_expiration: true,
              from_headers: [{ name: 'authorization', value_prefix: 'Bearer ' }],
              // Instances divide their caches by tenant, so the token goes with the request.
              forward: true,
              payload_in_metadata: payload,
              normalize_payload_in_metadata: {
                space_delimited_claims: requiredClaims
                  .filter(({ format }) => format === 'space-separated-values')
                  .map((claim) => claim.name),
              },
            },
          ]),
        ),
        rules: [
          {
            match: { prefix: '/' },
            requires:
              names.length === 1
                ? { provider_name: names[0] }
                : { requires_any: { requirements: names.map((one) => ({ provider_name: one })) } },
          },
        ],
      }),
    },
    claimFilter(issuers),
  ];
}

/** Each issuer states its required claims; a token must have those of its own issuer. */
const claimFilter = (issuers: readonly Issuer[]): Extension => ({
  name: 'envoy.filters.http.rbac',
  typed_config: typed('extensions.filters.http.rbac.v3.RBAC', {
    rules: {
      action: 'ALLOW',
      policies: Object.fromEntries(
        issuers.map(({ issuer, requiredClaims }, index) => [
          `issuer-${index}`,
          {
            permissions: [{ any: true }],
            principals: [
              {
                and_ids: {
                  ids: [
                    holds('iss', { string_match: { exact: issuer } }),
                    ...requiredClaims.map((claim) => holds(claim.name, wanted(claim))),
                  ],
                },
              },
            ],
          },
        ]),
      ),
    },
  }),
});

const holds = (claim: string, value: ValueMatcher) => {
  const metadata_matcher: MetadataMatcher = { filter: name, path: [{ key: payload }, { key: claim }], value };
  return { sourced_metadata: { metadata_matcher, metadata_source: 'DYNAMIC' } };
};

function wanted({ value, format }: RequiredClaim): ValueMatcher {
  switch (format) {
    case 'single-string':
      return { string_match: { exact: value } };
    case 'string-array':
    case 'space-separated-values':
      return { list_match: { one_of: { string_match: { exact: value } } } };
    default:
      return format satisfies never;
  }
}
