import { isLoopback } from '../artifacts/image-reference';
import { PushFault } from '../artifacts/push-fault';
import { fileFinding } from '../artifacts/weights-findings';

/** The address, if it is a safe one to ask on behalf of `base`: HTTPS, or plain HTTP from this machine to itself. @throws PushFault */
export function secured(target: URL, base: URL): URL {
  const plain = target.protocol === 'http:' && isLoopback(target.hostname) && isLoopback(base.hostname);
  if (target.protocol !== 'https:' && !plain) {
    throw new PushFault(
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
