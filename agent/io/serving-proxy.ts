import { randomBytes } from 'node:crypto';
import {
  Agent,
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { modelsPath, type ServedModel } from '../../lib/engine/api-routes';
import type { AdapterTenants } from '../serving/adapter-tenants';
import { mayBeAsked, pathOf } from '../serving/admission';
import { admittedBody, type BodyRules } from '../serving/admitted-body';
import { bearerClaims } from '../serving/bearer-claims';
import type { SaltKey } from '../serving/cache-salt';
import { answerHeaders, requestHeaders } from '../serving/forwarded-headers';
import { listedModels } from '../serving/listed-models';
import { Place, type ProxiedReplica } from '../serving/place';
import { readBody } from './read-body';

export interface ProxyProps {
  readonly model: ServedModel;
  readonly replicas: () => readonly ProxiedReplica[];
  /** Whether new requests are taken. */
  readonly admitting: () => boolean;
  /** Undefined where the model's prompts are not reused. */
  readonly saltKey: () => SaltKey | undefined;
  readonly adapters: AdapterTenants;
  /** Longest body that is read, bytes. @default - 32 MiB, which is more than any text */
  readonly bodyLimitBytes?: number | undefined;
}

const nonceBytes = 32;

/**
 * A connection to an engine that is not used for so long is closed: vLLM closes it after five seconds, and a request that
 * crosses that is lost.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/envs.py VLLM_HTTP_TIMEOUT_KEEP_ALIVE, read 2026-11-26
 */
const idleMilliseconds = 4000;

const textBodyLimitBytes = 32 * 1024 * 1024;

/** The one port in front of all replicas. An answer is passed on as it comes; nothing is kept or written down. */
export function servingProxy({
  model,
  replicas,
  admitting,
  saltKey,
  adapters,
  bodyLimitBytes = textBodyLimitBytes,
}: ProxyProps): Server {
  const connections = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  const server = createServer((incoming, outgoing) => {
    if (!mayBeAsked(model, incoming.method, incoming.url)) {
      refuse(outgoing, { status: 404 });
      return;
    }
    const place = admitting() ? Place.take(replicas) : undefined;
    if (place === undefined) {
      refuse(outgoing, { status: 503 });
      return;
    }
    outgoing.once('close', () => place.leave());
    const passed: Passed = { agent: connections, place, incoming, outgoing };
    const rules: BodyRules = { saltKey: saltKey(), adapters };
    if (incoming.method === 'GET') {
      // Its body would reach the engine as a request of its own.
      incoming.resume();
      const isList = adapters.adapters.length > 0 && pathOf(incoming.url) === modelsPath;
      forward(passed, 0, isList ? (answer) => listModels(passed, adapters, answer) : undefined).end();
    } else if (rules.saltKey === undefined && adapters.adapters.length === 0) {
      // An engine may answer before it has read: what still comes is read to its end, or the connection would be stuck.
      outgoing.once('close', () => incoming.unpipe().resume());
      incoming.pipe(forward(passed, 'as-sent'));
    } else {
      // A request that cannot be read ends alone, and the agent serves on.
      forwardRead(passed, rules, bodyLimitBytes).catch(() => outgoing.destroy());
    }
  });
  // Longer than a load balancer may keep a connection without use, or it would send a request into a closing one.
  server.keepAliveTimeout = 4_100_000;
  server.requestTimeout = 0;
  return server;
}

/** A request on its way to a replica, and its answer on the way back. */
interface Passed {
  readonly agent: Agent;
  readonly place: Place;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

async function forwardRead(passed: Passed, rules: BodyRules, limitBytes: number): Promise<void> {
  const { incoming, outgoing } = passed;
  const text = await readBody(incoming, limitBytes);
  if (text === undefined) {
    refuse(outgoing, { status: 413 });
    return;
  }
  const nonce = randomBytes(nonceBytes).toString('base64url');
  const { authorization } = incoming.headers;
  const admitted = admittedBody(rules, { path: pathOf(incoming.url), text, authorization, nonce });
  if ('status' in admitted) {
    refuse(outgoing, admitted);
  } else if (!outgoing.destroyed) {
    forward(passed, Buffer.byteLength(admitted.body)).end(admitted.body);
  }
}

/** Longest list of models that is read, bytes: an entry of the engine has about 700. */
const listLimitBytes = 4 * 1024 * 1024;

/** Passes on the engine's list of models without those that the client's tenant may not use; never a list that cannot be read. */
async function listModels(
  { incoming, outgoing }: Passed,
  adapters: AdapterTenants,
  answer: IncomingMessage,
): Promise<void> {
  const text = answer.statusCode === 200 ? await readBody(answer, listLimitBytes) : undefined;
  const list = listedModels(adapters, bearerClaims(incoming.headers.authorization), text ?? '');
  answer.destroy();
  if (list === undefined) {
    refuse(outgoing, { status: 502 });
  } else {
    outgoing
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(list) })
      .end(list);
  }
}

function forward(
  { agent, place, incoming, outgoing }: Passed,
  bodyBytes: number | 'as-sent',
  answered: (answer: IncomingMessage) => void | Promise<void> = (answer) => passOn(answer, outgoing),
): ClientRequest {
  const { method, url: path } = incoming;
  const headers = requestHeaders(incoming.headers, bodyBytes);
  const upstream = request({ agent, host: '127.0.0.1', port: place.port(), method, path, headers });
  // The client is gone or has the whole response, so the request to the engine ends too.
  outgoing.once('close', () => upstream.destroy());
  // Every one of them: what a client still sends to an engine that has answered already fails once more.
  upstream.on('error', () => {
    if (!outgoing.destroyed) {
      place.answered(undefined);
    }
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      refuse(outgoing, { status: 502 });
    }
  });
  upstream.once('response', (answer) => {
    place.answered(answer.statusCode);
    // An answer that cannot be composed ends alone, and the agent serves on.
    (async () => answered(answer))().catch(() => outgoing.destroy());
  });
  return upstream;
}

function passOn(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, answerHeaders(answer.headers));
  outgoing.flushHeaders();
  answer.once('error', () => outgoing.destroy());
  answer.once('aborted', () => outgoing.destroy());
  answer.pipe(outgoing);
}

/** A message has the form of the engine's own errors, which client libraries show. */
function refuse(
  outgoing: ServerResponse,
  { status, message }: { readonly status: number; readonly message?: string },
): void {
  const body =
    message === undefined ? '' : JSON.stringify({ error: { message, type: 'invalid_request_error', code: status } });
  const type = body === '' ? {} : { 'content-type': 'application/json' };
  outgoing.writeHead(status, { ...type, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body);
}
