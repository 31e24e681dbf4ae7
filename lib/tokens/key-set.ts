import { error, type Finding } from '../contract/findings';
import { jsonObject } from '../contract/json-object';

const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html';

/** The most keys and bytes of a key set that a load balancer reads; with more it refuses every request. */
const most = { keys: 10, bytes: 150_000 } as const;

/** What is wrong with a key set, whichever token it verifies; empty where a load balancer can read it. */
export function keySetFaults(keySet: string): Finding[] {
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
  return sizeFindings(keySet, keys.length);
}

/** The keys of a key set; undefined where the text is none. */
export function keysOf(keySet: string): readonly unknown[] | undefined {
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
