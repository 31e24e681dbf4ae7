import { request } from 'node:http';
import type { TwoRegions } from './two-regions';

export interface Heard {
  readonly status: number;
  readonly tier: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Words of the answer, joined. */
  readonly text: string;
  /** Whether the answer came to its own end. */
  readonly complete: boolean;
  /** Pieces in which the answer came. */
  readonly pieces: number;
}

export interface Asked {
  readonly stream?: boolean;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly more?: object;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export const host = 'chat.us.ai.example.com';

/** What a client of the first region hears. */
export function ask(regions: TwoRegions, asked: Asked = {}): Promise<Heard> {
  regions.asked += 1;
  const body =
    asked.body ??
    JSON.stringify({
      model: 'org/Big',
      messages: [{ role: 'user', content: 'hello' }],
      ...(asked.stream && { stream: true }),
      ...asked.more,
    });
  const headers = {
    host,
    authorization: `Bearer ${regions.issuer.token()}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...asked.headers,
  };
  return send(`${regions.here.url}${asked.path ?? '/v1/chat/completions'}`, headers, body, asked.signal);
}

export function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal?: AbortSignal,
): Promise<Heard> {
  return new Promise((settle, fail) => {
    const sent = request(url, { method: 'POST', headers, signal, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      const done = (complete: boolean): void => {
        const text = Buffer.concat(parts).toString();
        settle({
          status: answer.statusCode ?? 0,
          tier: answer.headers['x-polyregion-tier'] as string | undefined,
          headers: answer.headers,
          body: text,
          text: words(text),
          complete,
          pieces: parts.length,
        });
      };
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => done(answer.complete));
      answer.once('error', () => done(false));
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

/** Contents of a whole answer, or of the events of a stream. */
function words(body: string): string {
  const events = body.startsWith('data:')
    ? body.split('\n\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6))] : []))
    : body.startsWith('{')
      ? [JSON.parse(body)]
      : [];
  return events
    .flatMap(({ choices = [] }) => choices)
    .map(
      ({ delta, message }: { delta?: { content?: string }; message?: { content?: string } }) =>
        (delta ?? message)?.content ?? '',
    )
    .join('');
}
