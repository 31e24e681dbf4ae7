import type { ServerResponse } from 'node:http';
import { sendJson } from '../loopback/body';
import type { Engine } from './engine';

/** What an engine looks at before it takes a request. */
export interface Asked {
  readonly model: string | undefined;
  readonly text: string;
  readonly tokens: number;
  /** Undefined where the request sets no limit. */
  readonly maxTokens: number | undefined;
}

/** An error in the format of vLLM. */
export function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { error: { message, type, param: null, code: status } });
}

const overloaded = (response: ServerResponse, message: string): void =>
  refuse(response, 503, 'ServiceUnavailableError', message);

/** Whether the engine takes a request; it has answered where it does not. */
export function admit(engine: Engine, asked: Asked, response: ServerResponse): boolean {
  const { options, scheduler } = engine;
  if (asked.model !== undefined && asked.model !== options.model) {
    refuse(response, 404, 'NotFoundError', `The model \`${asked.model}\` does not exist.`);
    return false;
  }
  const room = options.maxModelLengthTokens - asked.tokens;
  if (room < 1 || (asked.maxTokens ?? 1) > room) {
    refuse(response, 400, 'BadRequestError', `This model's maximum context length is ${options.maxModelLengthTokens}.`);
    return false;
  }
  const { queueFull, outOfMemory, poison, printsPrompts } = engine.behaviour;
  if (printsPrompts) {
    process.stdout.write(`Received request: prompt: ${asked.text}\n`);
  }
  if (engine.draining) {
    overloaded(response, 'Server is shutting down.');
    return false;
  }
  if (queueFull || scheduler.inFlight() >= options.maxInFlight) {
    overloaded(response, 'Too many requests in flight.');
    return false;
  }
  if (outOfMemory === 'prompt') {
    engine.failOutOfMemory();
  }
  if (poison !== null && asked.text.includes(poison)) {
    scheduler.hang();
  }
  return true;
}
