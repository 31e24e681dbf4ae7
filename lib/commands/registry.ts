import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Readable } from 'node:stream';

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RegistryRequest {
  readonly method: 'HEAD' | 'POST' | 'PUT';
  /** Absolute, or relative to the registry. */
  readonly url: string;
  /** Of what is sent, or of what is asked for. */
  readonly type?: string;
  readonly bytes?: number;
  readonly body?: Buffer | Readable;
}

/** Silence after which a connection is given up, milliseconds. */
const silence = 120_000;

/** One image repository, spoken to as the OCI distribution specification says. */
export class Registry {
  constructor(
    private readonly base: string,
    /** Of basic authentication, Base64. */
    private readonly token: string,
  ) {
    const { protocol, hostname } = new URL(base);
    if (protocol !== 'https:' && !['localhost', '127.0.0.1'].includes(hostname)) {
      throw new Error(`${base}: is no registry to send a password to, got ${protocol}, expected https:`);
    }
  }

  ask({ method, url, type, bytes = 0, body }: RegistryRequest): Promise<RegistryAnswer> {
    const target = new URL(url, this.base);
    const own = target.origin === new URL(this.base).origin;
    const headers = {
      ...(own ? { authorization: `Basic ${this.token}` } : {}),
      ...(method === 'HEAD' ? {} : { 'content-length': bytes }),
      ...(type === undefined ? {} : { [method === 'HEAD' ? 'accept' : 'content-type']: type }),
    };
    return new Promise((settle, fail) => {
      const send = target.protocol === 'https:' ? tlsRequest : plainRequest;
      const outgoing = send(target, { method, headers, timeout: silence }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text = `${text}${chunk}`.slice(0, 2000);
        });
        incoming.on('error', fail);
        incoming.on('end', () => settle({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
      });
      outgoing.on('timeout', () => outgoing.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })));
      outgoing.on('error', fail);
      if (body === undefined || Buffer.isBuffer(body)) {
        outgoing.end(body);
      } else {
        body.on('error', fail).pipe(outgoing);
      }
    });
  }
}
