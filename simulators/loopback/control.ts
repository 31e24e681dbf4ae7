import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ZodType, z } from 'zod';
import { parseJson, readText, sendJson } from './body';

/** Path through which a test changes the behaviour of a running simulator. */
export const controlPath = '/_control';

/** GET tells the state; POST with JSON changes it, or says what is wrong with it and changes nothing. */
export async function control<T>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: ZodType<T>,
  apply: (change: T) => void,
  state: () => unknown,
): Promise<void> {
  if (request.method === 'POST') {
    const parsed = schema.safeParse(parseJson(await readText(request)));
    if (!parsed.success) {
      sendJson(response, 400, { error: z.prettifyError(parsed.error) });
      return;
    }
    apply(parsed.data);
  }
  sendJson(response, 200, state());
}
