import type { Plan } from './plan';

/** Host names and e-mail addresses that documentation uses: `example.com`, `ai.example.eu`, `a@example.com`. */
const isExampleHost = (text: string): boolean => /(^|[.@/])example\.[a-z]+([/:]|$)/.test(text);

/**
 * Account ids of AWS's own documentation.
 *
 * @see https://docs.aws.amazon.com/accounts/latest/reference/fictitious-account-ids.html read 2026-11-27
 */
const exampleAccounts = ['111122223333', '444455556666', '123456789012', '111111111111', '999999999999'];

/** What of a fleet's identity is still an example's, in words. */
export function exampleValues({ account, hostedZoneId, domain, owner, access }: Plan['fleet']): string[] {
  const issuer = access.jwtIssuer;
  return [
    ...(exampleAccounts.includes(account) ? ['account'] : []),
    ...(hostedZoneId.endsWith('EXAMPLE') ? ['hosted zone'] : []),
    ...(isExampleHost(domain) ? ['domain'] : []),
    ...(isExampleHost(owner) ? ['owner'] : []),
    ...(issuer !== undefined && isExampleHost(issuer) ? ['token issuer'] : []),
  ];
}
