import { error, type Finding } from '../../contract/findings';
import { judgedClaims, mostRequiredClaims } from '../../contract/token-claims';
import { requiredClaims } from '../complete-fleet';
import { shapeTraits } from '../shape-traits';
import { check } from './check';

const source = 'docs/tokens.md';

/** A load balancer takes each claim once, and judges some itself. */
const claimsAreTaken = check(['access'], ({ access }): Finding[] => [
  ...access.requiredClaims.flatMap(({ name, format, value }, index) => {
    const path = ['access', 'requiredClaims', index];
    const earlier =
      access.requiredClaims.slice(0, index).some((other) => other.name === name) ||
      (name === 'aud' && access.audience !== undefined);
    return [
      ...((judgedClaims as readonly string[]).includes(name)
        ? [
            error([...path, 'name'], {
              problem: 'is judged by the load balancer in any case',
              got: name,
              expected: `another claim than ${judgedClaims.join(', ')}`,
              fix: 'remove the entry',
              source,
            }),
          ]
        : []),
      ...(earlier
        ? [
            error([...path, 'name'], {
              problem: 'is required twice',
              got: name,
              expected: 'each claim once',
              fix: name === 'aud' ? 'keep audience, or this entry' : 'remove one of the two',
              source,
            }),
          ]
        : []),
      ...(format === 'space-separated-values' && value.includes(' ')
        ? [
            error([...path, 'value'], {
              problem: 'holds a space, and is one of several words between spaces',
              got: value,
              expected: 'one word',
              fix: 'require each word by an entry of its own claim, or choose the format single-string',
              source,
            }),
          ]
        : []),
    ];
  }),
  ...(requiredClaims(access).length > mostRequiredClaims
    ? [
        error(['access', 'requiredClaims'], {
          problem: 'and audience are more claims than a load balancer compares',
          got: requiredClaims(access).length,
          expected: `at most ${mostRequiredClaims} together`,
          fix: 'remove one',
          source,
        }),
      ]
    : []),
]);

/** Without a checked token no request has a tenant, and requests without a tenant share no cached prompts. */
const prefixesNeedTenants = check(['access', 'workloads'], ({ access, workloads }) =>
  access.jwtIssuer !== undefined
    ? []
    : workloads.flatMap(({ shape, prefixReuseRatio }, index) => {
        const { assumedPrefixReuseRatio } = shapeTraits[shape];
        return (prefixReuseRatio ?? assumedPrefixReuseRatio) === 0
          ? []
          : [
              error(['workloads', index, 'prefixReuseRatio'], {
                problem:
                  prefixReuseRatio === undefined
                    ? `is missing, and the default of ${shape}, ${assumedPrefixReuseRatio}, does not hold: no token names a tenant`
                    : 'does not hold: no token names a tenant',
                got: prefixReuseRatio,
                expected: '0: only requests of one tenant share cached prompts',
                fix: 'set prefixReuseRatio: 0, or access.jwtIssuer',
                source: 'docs/decisions/0018-one-cache-salt-for-each-tenant.md',
              }),
            ];
      }),
);

export const claimChecks = [claimsAreTaken, prefixesNeedTenants];
