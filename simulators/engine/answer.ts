import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendJson } from '../loopback/body';
import type { FinishReason } from './generation';
import type { PromptKind } from './prompt';

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export interface Answer {
  token(): void;
  end(reason: FinishReason, usage: Usage): void;
}

const shapes = {
  chat: {
    id: 'chatcmpl',
    whole: 'chat.completion',
    chunk: 'chat.completion.chunk',
    choice: (text: string) => ({ message: { role: 'assistant', content: text } }),
    delta: (text: string) => ({ delta: { content: text } }),
    first: { delta: { role: 'assistant', content: '' } },
  },
  text: {
    id: 'cmpl',
    whole: 'text_completion',
    chunk: 'text_completion',
    choice: (text: string) => ({ text }),
    delta: (text: string) => ({ text }),
    first: undefined,
  },
} as const;

const head = (kind: PromptKind, model: string) => ({
  id: `${shapes[kind].id}-${randomUUID()}`,
  created: Math.floor(Date.now() / 1000),
  model,
});

/** One JSON body at the end. */
export function wholeAnswer(response: ServerResponse, kind: PromptKind, model: string, text: () => string): Answer {
  const { whole, choice } = shapes[kind];
  let content = '';
  return {
    token: () => {
      content += text();
    },
    end: (reason, usage) => {
      const choices = [{ index: 0, ...choice(content), logprobs: null, finish_reason: reason }];
      sendJson(response, 200, { ...head(kind, model), object: whole, choices, usage });
    },
  };
}

/** An event for each token, as it comes. */
export function streamedAnswer(
  response: ServerResponse,
  kind: PromptKind,
  model: string,
  text: () => string,
  includeUsage: boolean,
): Answer {
  const { chunk, delta, first } = shapes[kind];
  const common = { ...head(kind, model), object: chunk };
  const send = (choices: readonly object[], more: object = {}): void => {
    response.write(`data: ${JSON.stringify({ ...common, choices, ...more })}\n\n`);
  };
  const choice = (body: object, reason: FinishReason | null) => ({ index: 0, ...body, finish_reason: reason });
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  let begun = false;
  return {
    token: () => {
      if (!begun && first !== undefined) {
        send([choice(first, null)]);
      }
      begun = true;
      send([choice(delta(text()), null)]);
    },
    end: (reason, usage) => {
      send([choice(delta(''), reason)]);
      if (includeUsage) {
        send([], { usage });
      }
      response.end('data: [DONE]\n\n');
    },
  };
}
