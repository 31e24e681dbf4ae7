import { jsonObject } from '../contract/json-object';
import { isAnswer } from '../engine/is-answer';
import type { ServedRoute } from '../engine/served-route';
import { type Answer, type Check, judged } from './check';

export interface WholeAnswer {
  readonly status: number;
  readonly text: string;
  readonly seconds: number;
}

/** An answer that comes in pieces. */
export interface StreamedAnswer {
  readonly status: number;
  /** Data of the server-sent events, in their order. */
  readonly events: readonly string[];
  readonly secondsToFirstEvent: number;
}

/** What a status of the load balancer or of an instance means for the person who tries. */
function statusSays(status: number): string {
  switch (status) {
    case 401:
      return '401: the token is refused; npx polyregion token check says why';
    case 403:
      return "403: the firewall refuses the request or the client's address";
    case 404:
      return '404: no such host, path or model there: deploy the serving stack';
    case 503:
      return '503: no instance is in service: look at the group and at npx polyregion doctor';
    default:
      return `${status}: see docs/instances.md`;
  }
}

/** Whether a workload answers with tokens, a vector or a score. */
export const answerCheck = (where: string, route: ServedRoute, answer: Answer<WholeAnswer>): Check =>
  judged('answer', where, answer, ({ status, text, seconds }) => {
    if (status !== 200) {
      return { state: 'missing', says: statusSays(status) };
    }
    return isAnswer(route, status, text)
      ? { state: 'fine', says: `after ${seconds.toFixed(2)} s` }
      : { state: 'missing', says: '200, but the body holds no result of the model' };
  });

/** Whether an answer comes in pieces, and whole. */
export const streamCheck = (where: string, answer: Answer<StreamedAnswer>): Check =>
  judged('stream', where, answer, ({ status, events, secondsToFirstEvent }) => {
    if (status !== 200) {
      return { state: 'missing', says: statusSays(status) };
    }
    const pieces = events.filter((event) => jsonObject(event)?.choices !== undefined);
    return pieces.length > 0 && events.at(-1) === '[DONE]'
      ? { state: 'fine', says: `first of ${pieces.length} pieces after ${secondsToFirstEvent.toFixed(2)} s` }
      : { state: 'missing', says: `${pieces.length} pieces, and no [DONE] at the end` };
  });

/** Whether a request without a token is refused before it reaches an instance. */
export const refusalCheck = (where: string, answer: Answer<WholeAnswer>): Check =>
  judged('refusal', where, answer, ({ status }) =>
    status === 401
      ? { state: 'fine', says: '401 without a token' }
      : { state: 'missing', says: `${status} without a token, expected 401: anyone can ask; check access.jwtIssuer` },
  );
