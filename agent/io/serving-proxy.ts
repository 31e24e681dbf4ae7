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
import type { ServedModel } from '../../lib/engine/api-routes';
import { mayBeAsked } from '../serving/admission';
import type { SaltKey } from '../serving/cache-salt';
import { answerHeaders, requestHeaders } from '../serving/forwarded-headers';
import { Place, type ProxiedReplica } from '../serving/place';
import { saltedBody } from '../serving/salted-body';
import { readBody } from './read-body';

export interface ProxyProps {
  readonly model: ServedModel;
  readonly replicas: () => readonly ProxiedReplica[];
  /** Whether new requests are taken. */
  readonly admitting: () => boolean;
  /** Undefined where the model's prompts are not reused. */
  readonly saltKey: () => SaltKey | undefined;
}

const nonceBytes = 32;

/**
 * A connection to an engine that is not used for so long is closed: vLLM closes it after five seconds, and a request that
 * crosses that is lost.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/envs.py VLLM_HTTP_TIMEOUT_KEEP_ALIVE, read 2026-11-26
 */
const idleMilliseconds = 4000;

/** The one port in front of all replicas. An answer is passed on as it comes; nothing is kept or written down. */
export function servingProxy({ model, replicas, admitting, saltKey }: ProxyProps): Server {
  const connections = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  const server = createServer((incoming, outgoing) => {
    if (!mayBeAsked(model, incoming.method, incoming.url)) {
      refuse(outgoing, 404);
      return;
    }
    const place = admitting() ? Place.take(replicas) : undefined;
    if (place === undefined) {
      refuse(outgoing, 503);
      return;
    }
    outgoing.once('close', () => place.leave());
    const passed: Passed = { agent: connections, place, incoming, outgoing };
    const key = saltKey();
    if (incoming.method === 'GET') {
      // Its body would reach the engine as a request of its own.
      incoming.resume();
      forward(passed, 0).end();
    } else if (key === undefined) {
      // An engine may answer before it has read: what still comes is read to its end, or the connection would be stuck.
      outgoing.once('close', () => incoming.unpipe().resume());
      incoming.pipe(forward(passed, 'as-sent'));
    } else {
      void forwardSalted(passed, key);
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

async function forwardSalted(passed: Passed, key: SaltKey): Promise<void> {
  const { incoming, outgoing } = passed;
  const text = await readBody(incoming);
  if (text === undefined) {
    refuse(outgoing, 413);
    return;
  }
  const nonce = randomBytes(nonceBytes).toString('base64url');
  const salted = saltedBody(key, { text, authorization: incoming.headers.authorization, nonce });
  if ('status' in salted) {
    refuse(outgoing, salted.status);
  } else if (!outgoing.destroyed) {
    forward(passed, Buffer.byteLength(salted.body)).end(salted.body);
  }
}

function forward({ agent, place, incoming, outgoing }: Passed, bodyBytes: number | 'as-sent'): ClientRequest {
  const { method, url: path } = incoming;
  const headers = requestHeaders(incoming.headers, bodyBytes);
  const upstream = request({ agent, host: '127.0.0.1', port: place.port(), method, path, headers });
  // The client is gone or has the whole response, so the request to the engine ends too.
  outgoing.once('close', () => upstream.destroy());
  // Every one of them: what a client still sends to an engine that has answered already fails once more.
  upstream.on('error', () => {
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      refuse(outgoing, 502);
    }
  });
  upstream.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answerHeaders(answer.headers));
    outgoing.flushHeaders();
    answer.once('error', () => outgoing.destroy());
    answer.once('aborted', () => outgoing.destroy());
    answer.pipe(outgoing);
  });
  return upstream;
}

const refuse = (outgoing: ServerResponse, status: number): void => {
  outgoing.writeHead(status, { 'content-length': 0, connection: 'close' }).end();
};
