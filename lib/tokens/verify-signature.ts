import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { error, type Finding } from '../contract/findings';
import { isJsonObject, jsonObject } from '../contract/json-object';
import type { ParsedToken } from './parse-token';

const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html';

/** The most keys and bytes of a key set that a load balancer reads; with more it refuses every request. */
const most = { keys: 10, bytes: 150_000 } as const;

/** What is wrong with a key set, and with the signature of a token under it. */
export function signatureFindings(token: ParsedToken, keySet: string): Finding[] {
  const keys = keysOf(keySet);
  if (keys === undefined) {
    return [
      error(['keys'], {
        problem: 'is no key set',
        got: `${Buffer.byteLength(keySet)} bytes`,
        expected: 'JSON with a list "keys"',
        fix: 'download it from jwksUrl',
        source,
      }),
    ];
  }
  return [...sizeFindings(keySet, keys.length), ...keyFindings(token, keys)];
}

function keysOf(keySet: string): readonly unknown[] | undefined {
  const keys = jsonObject(keySet)?.keys;
  return Array.isArray(keys) ? keys : undefined;
}

const sizeFindings = (keySet: string, count: number): Finding[] => {
  const bytes = Buffer.byteLength(keySet);
  return count <= most.keys && bytes <= most.bytes
    ? []
    : [
        error(['keys'], {
          problem: 'is larger than a load balancer reads, so that it refuses every request',
          got: `${count} keys, ${bytes} bytes`,
          expected: `at most ${most.keys} keys in ${most.bytes} bytes`,
          fix: 'name an issuer with fewer keys',
          source,
        }),
      ];
};

function keyFindings({ header, signed, signature }: ParsedToken, keys: readonly unknown[]): Finding[] {
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
