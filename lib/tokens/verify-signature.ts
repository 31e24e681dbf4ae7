import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { error, type Finding } from '../contract/findings';
import { isJsonObject } from '../contract/json-object';
import { keySetFaults, keysOf } from './key-set';
import type { ParsedToken } from './parse-token';

const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html';

/** What is wrong with a key set, and with the signature of a token under it. */
export const signatureFindings = (token: ParsedToken, keySet: string): Finding[] => [
  ...keySetFaults(keySet),
  ...keyFindings(token, keysOf(keySet)),
];

function keyFindings({ header, signed, signature }: ParsedToken, keys: readonly unknown[] | undefined): Finding[] {
  if (keys === undefined) {
    return [];
  }
  const key = keys.filter(isJsonObject).find(({ kid }) => kid === header.kid);
  if (key === undefined) {
    return [
      error(['token', 'header', 'kid'], {
        problem: 'is no key of the key set',
        got: header.kid,
        expected: 'the id of a key of the issuer',
        fix: 'download the key set of the issuer that signed the token',
        source,
      }),
    ];
  }
  return isSignedBy(key, signed, signature)
    ? []
    : [
        error(['token', 'signature'], {
          problem: 'is not by the key of the key set',
          got: header.kid,
          expected: 'a signature of the issuer',
          fix: 'copy the token whole, and download the key set anew',
          source,
        }),
      ];
}

function isSignedBy(key: JsonWebKey, signed: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    return (
      publicKey.asymmetricKeyType === 'rsa' &&
      verify('RSA-SHA256', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64url'))
    );
  } catch {
    return false;
  }
}
