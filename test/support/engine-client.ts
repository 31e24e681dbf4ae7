/** What a client of an engine's API sends and reads. */
export interface Chunk {
  readonly object: string;
  readonly choices: readonly {
    readonly delta?: { readonly role?: string; readonly content?: string };
    readonly text?: string;
    readonly finish_reason: string | null;
  }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
}

export const post = (url: string, body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });

export const chat = (url: string, text: string, more: object = {}, signal?: AbortSignal): Promise<Response> =>
  post(`${url}/v1/chat/completions`, { messages: [{ role: 'user', content: text }], ...more }, signal);

/** Events of a stream as they come; the last one is `[DONE]`. */
export async function* events(response: Response): AsyncGenerator<string> {
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const lines = text.split('\n\n');
    text = lines.pop() ?? '';
    yield* lines.map((line) => line.replace(/^data: /, ''));
  }
}

export async function allEvents(response: Response): Promise<string[]> {
  const all: string[] = [];
  for await (const event of events(response)) {
    all.push(event);
  }
  return all;
}

/** Sum of a metric over its labels; undefined where the engine does not have it. */
export async function metric(url: string, name: string, labels = ''): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && line.includes(labels))
    .map((line) => Number(line.split(' ').at(-1)));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

/** Asks until it holds; the test's own time limit ends it. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) {
    await new Promise((settle) => setTimeout(settle, 10));
  }
}
