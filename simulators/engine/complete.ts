import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText, sendJson } from '../loopback/body';
import { streamedAnswer, wholeAnswer } from './answer';
import type { Engine } from './engine';
import { type PromptKind, readPrompt } from './prompt';

/** In the shape in which vLLM refuses. */
export function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { error: { message, type, param: null, code: status } });
}

const overloaded = (response: ServerResponse, message: string): void =>
  refuse(response, 503, 'ServiceUnavailableError', message);

/** One completion, from the request to the last token. */
export async function complete(
  engine: Engine,
  kind: PromptKind,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { options, scheduler } = engine;
  const prompt = readPrompt(kind, await readText(request));
  if (typeof prompt === 'string') {
    refuse(response, 400, 'BadRequestError', prompt);
    return;
  }
  if (prompt.model !== undefined && prompt.model !== options.model) {
    refuse(response, 404, 'NotFoundError', `The model \`${prompt.model}\` does not exist.`);
    return;
  }
  const room = options.maxModelLengthTokens - prompt.tokens;
  if (room < 1 || (prompt.maxTokens ?? 1) > room) {
    refuse(response, 400, 'BadRequestError', `This model's maximum context length is ${options.maxModelLengthTokens}.`);
    return;
  }
  const { answerTokens, queueFull, outOfMemory, poison, word, printsPrompts } = engine.behaviour;
  if (printsPrompts) {
    process.stdout.write(`Received request: prompt: ${prompt.text}\n`);
  }
  if (engine.draining) {
    overloaded(response, 'Server is shutting down.');
    return;
  }
  if (queueFull || scheduler.inFlight() >= options.maxInFlight) {
    overloaded(response, 'Too many requests in flight.');
    return;
  }
  if (outOfMemory === 'prompt') {
    engine.failOutOfMemory();
  }
  if (poison !== null && prompt.text.includes(poison)) {
    scheduler.hang();
  }

  const answered = prompt.ignoreEndOfAnswer ? room : Math.min(answerTokens, room);
  const maxTokens = Math.min(prompt.maxTokens ?? answered, prompt.ignoreEndOfAnswer ? room : answered);
  const answer = prompt.stream
    ? streamedAnswer(response, kind, options.model, word, prompt.includeUsage)
    : wholeAnswer(response, kind, options.model, word);
  let tokens = 0;
  const abort = scheduler.add({
    promptTokens: prompt.tokens,
    maxTokens,
    reasonAtEnd: maxTokens === prompt.maxTokens || maxTokens === room ? 'length' : 'stop',
    onToken: () => {
      tokens += 1;
      answer.token();
    },
    onEnd: (reason) => {
      const usage = {
        prompt_tokens: prompt.tokens,
        completion_tokens: tokens,
        total_tokens: prompt.tokens + tokens,
      };
      answer.end(reason, usage);
    },
  });
  response.once('close', abort);
  response.once('finish', () => engine.answered());
}
