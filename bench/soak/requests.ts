import { setTimeout } from 'node:timers/promises';
import { servedPaths } from '../../lib/engine/served-route';

/** What one client does, and what it must get unless a fault is at work. */
export interface RequestKind {
  readonly name: string;
  /** Share of all requests, of the sum of all shares. */
  readonly share: number;
  /** Whether what came back is what the client must get. @throws Error where the connection breaks */
  readonly send: (url: string) => Promise<boolean>;
}

const chat = (more: object): string =>
  JSON.stringify({ messages: [{ role: 'user', content: 'What does the fleet do when a region is lost?' }], ...more });

const post = (url: string, body: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}${servedPaths.chat}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...(signal === undefined ? {} : { signal }),
  });

const streamed =
  (body: string) =>
  async (url: string): Promise<boolean> => {
    const response = await post(url, body);
    const text = await response.text();
    return response.status === 200 && text.endsWith('data: [DONE]\n\n');
  };

const answered =
  (status: number, ask: (url: string) => Promise<Response>) =>
  async (url: string): Promise<boolean> => {
    const response = await ask(url);
    await response.arrayBuffer();
    return response.status === status;
  };

/** A field that the engine reads and does not use. */
const padded = (bytes: number, tokens: number): string =>
  chat({ stream: true, max_tokens: tokens, metadata: { pad: 'x'.repeat(bytes) } });

/** Reads the beginning of a long answer and leaves. */
async function leave(url: string): Promise<boolean> {
  const left = new AbortController();
  const response = await post(url, chat({ stream: true, max_tokens: 200 }), left.signal);
  const reader = response.body?.getReader();
  await reader?.read();
  await setTimeout(300);
  left.abort();
  return response.status === 200;
}

/** The mixture is assumed. */
export const requestKinds: readonly RequestKind[] = [
  { name: 'stream of 40 tokens', share: 50, send: streamed(chat({ stream: true, max_tokens: 40 })) },
  { name: 'stream of 200 tokens', share: 10, send: streamed(chat({ stream: true, max_tokens: 200 })) },
  { name: 'whole answer', share: 10, send: answered(200, (url) => post(url, chat({ max_tokens: 20 }))) },
  { name: 'body of 200 KB', share: 10, send: streamed(padded(200_000, 40)) },
  { name: 'body of 5 MB', share: 2, send: streamed(padded(5_000_000, 10)) },
  { name: 'client that leaves', share: 10, send: leave },
  { name: 'malformed body', share: 4, send: answered(400, (url) => post(url, '{"messages":[')) },
  { name: 'list of models', share: 2, send: answered(200, (url) => fetch(`${url}/v1/models`)) },
  { name: 'path that is not served', share: 2, send: answered(404, (url) => fetch(`${url}/metrics`)) },
];

const shares = requestKinds.reduce((sum, { share }) => sum + share, 0);

/** @param draw from 0 to below 1 */
export function drawnKind(draw: number): RequestKind {
  let end = 0;
  for (const kind of requestKinds) {
    end += kind.share / shares;
    if (draw < end) {
      return kind;
    }
  }
  throw new Error(`draw: must be from 0 to below 1, got ${draw}`);
}
