import { error, type Finding } from '../contract/findings';
import { type ClaimFormat, claimFormats, type RequiredClaim } from '../contract/token-claims';
import type { ParsedToken } from './parse-token';

const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html';

/** What the load balancer is told about tokens. */
export interface Expected {
  readonly issuer: string;
  readonly requiredClaims: readonly RequiredClaim[];
}

/** Why a load balancer would refuse a token at a time in seconds since 1970, its signature apart; empty where it would not. */
export function claimFindings({ header, claims }: ParsedToken, expected: Expected, now: number): Finding[] {
  return [
    ...(header.alg === 'RS256'
      ? []
      : [
          error(['token', 'header', 'alg'], {
            problem: 'is an algorithm that a load balancer does not verify',
            got: header.alg,
            expected: 'RS256',
            fix: 'let the issuer sign with RS256',
            source,
          }),
        ]),
    ...(claims.iss === expected.issuer ? [] : [issuerFinding(claims.iss, expected.issuer)]),
    ...timeFindings(claims, now),
    ...expected.requiredClaims.flatMap((required) => requiredFindings(claims, required)),
  ];
}

const issuerFinding = (got: unknown, issuer: string): Finding =>
  error(['token', 'iss'], {
    problem: 'is another issuer',
    got,
    expected: JSON.stringify(issuer),
    fix:
      typeof got === 'string' && got.replace(/\/$/, '') === issuer.replace(/\/$/, '')
        ? `the slash at the end counts: set access.jwtIssuer to ${got}`
        : 'set access.jwtIssuer to what tokens hold, or ask that issuer for a token',
    source,
  });

function timeFindings(claims: ParsedToken['claims'], now: number): Finding[] {
  const fault = (claim: string, problem: string, expected: string): Finding =>
    error(['token', claim], {
      problem,
      got: timeText(claims[claim]),
      expected,
      fix: 'ask the issuer for a new token',
      source,
    });
  const { exp, nbf, iat } = claims;
  return [
    ...(typeof exp === 'number' && exp > now
      ? []
      : [fault('exp', exp === undefined ? 'is missing' : 'is over', `a time after ${timeText(now)}`)]),
    ...(nbf === undefined || (typeof nbf === 'number' && nbf <= now)
      ? []
      : [fault('nbf', 'is not reached yet', `a time before ${timeText(now)}`)]),
    ...(iat === undefined || (typeof iat === 'number' && iat <= now)
      ? []
      : [fault('iat', 'lies in the future', `a time before ${timeText(now)}`)]),
  ];
}

/** The last second that a date can hold, in seconds since 1970. */
const lastSecond = 8.64e12;

const timeText = (seconds: unknown): unknown =>
  typeof seconds === 'number' && Math.abs(seconds) <= lastSecond ? new Date(seconds * 1000).toISOString() : seconds;

function requiredFindings(claims: ParsedToken['claims'], { name, value, format }: RequiredClaim): Finding[] {
  const got = claims[name];
  if (holds(got, value, format)) {
    return [];
  }
  const otherFormat = formatOf(got, value);
  return [
    error(['token', name], {
      problem:
        got === undefined
          ? 'is missing'
          : otherFormat === undefined
            ? 'does not hold the required value'
            : `is written as ${otherFormat}`,
      got,
      expected: `${JSON.stringify(value)} as ${format}`,
      fix:
        otherFormat === undefined
          ? got === undefined && name === 'aud'
            ? 'require another claim in access.requiredClaims, such as client_id for Amazon Cognito, and leave access.audience out'
            : 'let the issuer put it into the token, or require what tokens hold'
          : name === 'aud'
            ? `set access.audienceFormat: ${otherFormat}`
            : `set the format of this claim to ${otherFormat}`,
      source,
    }),
  ];
}

/** Whether a claim holds a value, written in one format. */
const holds = (got: unknown, value: string, format: ClaimFormat): boolean => {
  switch (format) {
    case 'single-string':
      return got === value;
    case 'string-array':
      return Array.isArray(got) && got.includes(value);
    case 'space-separated-values':
      return typeof got === 'string' && got.split(' ').includes(value);
    default:
      return format satisfies never;
  }
};

/** The format in which a claim does hold a value; undefined where it holds it in none. */
const formatOf = (got: unknown, value: string): ClaimFormat | undefined =>
  claimFormats.find((format) => holds(got, value, format));
