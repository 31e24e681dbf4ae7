import { error, type Finding, warning } from '../../contract/findings';
import { check } from './check';

const source = 'docs/network.md, private access';

/** With private access alone, tokens are the fleet's own choice. */
const withoutIssuer = check(['access'], ({ access }): Finding[] => {
  if (access.jwtIssuer !== undefined) {
    return [];
  }
  if (access.private === undefined) {
    return [
      error(['access', 'jwtIssuer'], {
        problem: 'is missing, and the internet reaches the endpoints',
        got: undefined,
        expected: 'an issuer, or private access',
        fix: 'for example jwtIssuer: "https://login.example.com"',
        source,
      }),
    ];
  }
  const idle = (['audience', 'jwksUrl', 'requiredClaims'] as const).filter((key) =>
    key === 'requiredClaims' ? access[key].length > 0 : access[key] !== undefined,
  );
  return [
    ...idle.map((key) =>
      error(['access', key], {
        problem: 'has no effect: no token is checked without jwtIssuer',
        got: access[key],
        expected: 'jwtIssuer beside it',
        fix: 'add jwtIssuer, or remove it',
        source,
      }),
    ),
    warning(['access', 'jwtIssuer'], {
      problem: 'is left out, so no token is checked: every client in the client networks may use the GPUs',
      got: access.private.clientCidrs.join(', '),
      expected: 'client networks in which every client may use the GPUs',
      fix: 'add jwtIssuer and network.internet, or keep the client ranges small',
      source,
    }),
  ];
});

/**
 * A load balancer fetches the key set from its own subnets.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html 2026: publicly accessible
 */
const unreachableKeys = check(['access', 'network'], ({ access, network }) =>
  access.private === undefined || access.jwtIssuer === undefined || network.internet !== undefined
    ? []
    : [
        error(['access', 'jwtIssuer'], {
          problem: 'cannot be asked for its keys by a private load balancer, which has no way to the internet',
          got: access.jwtIssuer,
          expected: 'network.internet beside it',
          fix: 'declare network.internet, or leave jwtIssuer out where every client in the client networks may use the GPUs',
          source,
        }),
      ],
);

export const tokenChecks = [withoutIssuer, unreachableKeys];
