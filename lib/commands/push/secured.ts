import { FindingError } from '../../artifacts/finding-error';
import { isLoopback } from '../../artifacts/image-reference';
import { fileFinding } from '../../artifacts/weights-findings';

/** The address, if it is a safe one to ask on behalf of `base`: HTTPS, or plain HTTP from this machine to itself. @throws FindingError */
export function secured(target: URL, base: URL): URL {
  const plain = target.protocol === 'http:' && isLoopback(target.hostname) && isLoopback(base.hostname);
  if (target.protocol !== 'https:' && !plain) {
    throw new FindingError(
      fileFinding(base.host, {
        problem: `leads to ${target.host} without TLS`,
        got: target.protocol,
        expected: 'https:',
        fix: 'take a registry with TLS; plain HTTP is for this machine alone',
        source: 'docs/artifacts.md',
      }),
    );
  }
  return target;
}
