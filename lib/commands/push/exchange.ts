import { type IncomingMessage, type OutgoingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Readable } from 'node:stream';

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Buffer | Readable;
}

/** Silence after which a connection is given up, milliseconds. */
const silence = 120_000;

/** Manifests are small; a registry takes none larger. @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md read 2026-11-23 */
export const maxManifestBytes = 4 * 1024 * 1024;

/** One HTTP request, and the beginning of its answer. */
export function exchange(target: URL, { method, headers, body }: Exchange): Promise<IncomingMessage> {
  return new Promise((settle, fail) => {
    const send = target.protocol === 'https:' ? tlsRequest : plainRequest;
    const outgoing = send(target, { method, headers, timeout: silence }, settle);
    outgoing.on('timeout', () => outgoing.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })));
    outgoing.on('error', fail);
    if (body === undefined || Buffer.isBuffer(body)) {
      outgoing.end(body);
    } else {
      body.on('error', fail).pipe(outgoing);
    }
  });
}

/** The whole of a small answer. @throws Error where it is not small */
export async function wholeOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxManifestBytes) {
      throw new Error(`an answer of more than ${maxManifestBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
