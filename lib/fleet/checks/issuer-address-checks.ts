import { error, type Finding } from '../../contract/findings';
import { hostFault } from '../public-host';
import { check } from './check';

const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html';

/** The load balancer of a public fleet fetches keys over the internet; an issuer at home would be another party's for it. */
const hostsArePublic = check(['access'], ({ access }): Finding[] =>
  access.private !== undefined
    ? []
    : (['jwtIssuer', 'jwksUrl'] as const).flatMap((key) => {
        const url = access[key];
        const problem = url === undefined ? undefined : hostFault(url);
        return problem === undefined
          ? []
          : [
              error(['access', key], {
                problem,
                got: url,
                expected: 'a public host',
                fix: key === 'jwtIssuer' ? 'name the public issuer' : 'name the public key set of the issuer',
                source,
              }),
            ];
      }),
);

export const issuerAddressChecks = [hostsArePublic];
