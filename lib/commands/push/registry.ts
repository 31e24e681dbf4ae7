import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { exchange, wholeOf } from './exchange';
import { secured } from './secured';

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Absolute, or relative to the registry. */
  readonly url: string;
  /** The media type of the body, or the one that the answer should have. */
  readonly type?: string;
  readonly bytes?: number;
  readonly body?: Buffer | Readable;
  /** The first and the last byte to read with a GET. @default - the whole body */
  readonly range?: readonly [first: number, last: number];
}

/** How a client identifies itself to a registry. */
export interface RegistryAccess {
  /** The value of the authorization header; undefined until the registry demands one. */
  readonly authorization: string | undefined;
  /** Answers the `WWW-Authenticate` of a refusal. True where the request may succeed when it is sent again. */
  renew(challenge: string): Promise<boolean>;
}

/** Always the same password, for example the token of ECR. */
export const basicAccess = (base64: string): RegistryAccess => ({
  authorization: `Basic ${base64}`,
  renew: async () => false,
});

const maxRedirects = 5;

/** One registry, spoken to as the OCI distribution specification says. */
export class Registry {
  private readonly base: URL;

  constructor(
    base: string,
    private readonly access: RegistryAccess,
  ) {
    this.base = new URL(base);
    secured(this.base, this.base);
  }

  async ask(request: RegistryRequest): Promise<RegistryAnswer> {
    const incoming = await this.open(request);
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await wholeOf(incoming) };
  }

  /** The answer as it begins; its body must be read or destroyed. */
  async open(request: RegistryRequest): Promise<IncomingMessage> {
    let target = secured(new URL(request.url, this.base), this.base);
    let answer = await this.send(target, request);
    if (await this.mayAskAgain(answer)) {
      answer.resume();
      answer = await this.send(target, request);
    }
    for (let step = 0; request.method === 'GET' && isRedirect(answer) && step < maxRedirects; step++) {
      answer.resume();
      target = secured(new URL(answer.headers.location ?? '', target), this.base);
      answer = await this.send(target, request);
    }
    return answer;
  }

  private send(target: URL, { method, type, bytes = 0, body, range }: RegistryRequest): Promise<IncomingMessage> {
    const asks = method === 'HEAD' || method === 'GET';
    const { authorization } = this.access;
    return exchange(target, {
      method,
      body,
      headers: {
        // Storage elsewhere that a registry points to gets no password.
        ...(authorization !== undefined && target.origin === this.base.origin ? { authorization } : {}),
        ...(asks ? {} : { 'content-length': bytes }),
        ...(type === undefined ? {} : { [asks ? 'accept' : 'content-type']: type }),
        ...(range === undefined ? {} : { range: `bytes=${range.join('-')}` }),
      },
    });
  }

  private async mayAskAgain(answer: IncomingMessage): Promise<boolean> {
    try {
      return answer.statusCode === 401 && (await this.access.renew(answer.headers['www-authenticate'] ?? ''));
    } catch (thrown) {
      answer.destroy();
      throw thrown;
    }
  }
}

const isRedirect = ({ statusCode = 0, headers }: IncomingMessage): boolean =>
  [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
