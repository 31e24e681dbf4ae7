import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { streamedAnswer, wholeAnswer } from '../engine/answer';
import { readText, sendJson } from '../loopback/body';

const behaviourSchema = z.strictObject({
  /** Status of every answer; 200 answers with tokens. */
  status: z.number().int().min(200).max(599),
  /** Before the head of each answer. */
  delaySeconds: z.number().nonnegative(),
  /** Sends clients elsewhere with a `Location`. */
  location: z.string().nullable(),
});

export const behaviourChangeSchema = behaviourSchema.partial();

const asked = z.looseObject({ model: z.string(), stream: z.boolean().optional() });

/** What a provider was asked. */
interface Seen {
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const tokens = 5;

/** An OpenAI-compatible API that answers five tokens, and tells what it was asked. */
export class Provider {
  private behaviour: z.infer<typeof behaviourSchema> = { status: 200, delaySeconds: 0, location: null };
  private last: Seen | undefined;
  private requests = 0;

  change(change: Partial<z.infer<typeof behaviourSchema>>): void {
    this.behaviour = { ...this.behaviour, ...change };
  }

  state(): object {
    return { behaviour: this.behaviour, requests: this.requests, last: this.last };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, delaySeconds, location } = this.behaviour;
    const body = await readText(request);
    this.requests += 1;
    this.last = { path: request.url, headers: request.headers, body };
    await setTimeout(delaySeconds * 1000);
    response.setHeader('x-provider-internal', 'node-7');
    response.setHeader('set-cookie', 'provider=1');
    if (location !== null) {
      response.writeHead(302, { location }).end();
      return;
    }
    if (status !== 200) {
      sendJson(response, status, { error: { message: 'provider says no', type: 'provider_error', code: status } });
      return;
    }
    const { model, stream } = asked.parse(JSON.parse(body));
    const answer = stream
      ? streamedAnswer(response, 'chat', model, () => 'bought ', false)
      : wholeAnswer(response, 'chat', model, () => 'bought ');
    for (let token = 0; token < tokens; token += 1) {
      answer.token();
    }
    answer.end('stop', { prompt_tokens: 8, completion_tokens: tokens, total_tokens: 8 + tokens });
  }
}
