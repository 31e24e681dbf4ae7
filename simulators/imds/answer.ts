import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendText } from '../loopback/body';
import type { Instance } from './instance';
import { lookUp, metadata } from './metadata';
import type { Tokens } from './tokens';

const tokenPath = '/latest/api/token';
const tokenHeader = 'x-aws-ec2-metadata-token';
const lifetimeHeader = `${tokenHeader}-ttl-seconds`;
const root = '/latest/';

/** Answers like the service itself when it requires tokens. */
export function answer(instance: Instance, tokens: Tokens, request: IncomingMessage, response: ServerResponse): void {
  const now = Date.now();
  const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
  if (instance.fault === 'hang') {
    return;
  }
  if (instance.fault === 'error') {
    sendText(response, 500, '');
    return;
  }
  if (request.method === 'PUT' && path === tokenPath) {
    // A proxy in between would take the token out of the instance.
    if (request.headers['x-forwarded-for'] !== undefined) {
      sendText(response, 403, '');
      return;
    }
    const lifetime = String(request.headers[lifetimeHeader] ?? '');
    const token = tokens.issue(Number(lifetime), now);
    response.setHeader(lifetimeHeader, lifetime);
    sendText(response, token === undefined ? 400 : 200, token ?? '');
    return;
  }
  if (request.method !== 'GET') {
    sendText(response, 405, '');
    return;
  }
  if (!tokens.isValid(String(request.headers[tokenHeader]), now)) {
    sendText(response, 401, '');
    return;
  }
  const found = path.startsWith(root) ? lookUp(metadata(instance, now), path.slice(root.length)) : undefined;
  sendText(response, found === undefined ? 404 : 200, found ?? '');
}
