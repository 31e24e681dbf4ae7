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
import { mayBeAsked } from '../serving/admission';
import type { SaltKey } from '../serving/cache-salt';
import { chooseReplica, type ServingReplica } from '../serving/choose-replica';
import { answerHeaders, requestHeaders } from '../serving/forwarded-headers';
import { saltedBody } from '../serving/salted-body';
import { readBody } from './read-body';

export interface ProxiedReplica extends ServingReplica {
  outstanding: number;
}

export interface ProxyProps {
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
export function servingProxy({ replicas, admitting, saltKey }: ProxyProps): Server {
  const connections = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  const server = createServer((incoming, outgoing) => {
    if (!mayBeAsked(incoming.method, incoming.url)) {
      refuse(outgoing, 404);
      return;
    }
    const replica = admitting() ? chooseReplica(replicas()) : undefined;
    if (replica === undefined) {
      refuse(outgoing, 503);
      return;
    }
    replica.outstanding += 1;
    outgoing.once('close', () => {
      replica.outstanding -= 1;
    });
    const key = incoming.method === 'POST' ? saltKey() : undefined;
    if (key === undefined) {
      incoming.pipe(forward(connections, replica.port, incoming, outgoing));
    } else {
      void forwardSalted(connections, replica.port, key, incoming, outgoing);
    }
  });
  // Longer than a load balancer may keep a connection without use, or it would send a request into a closing one.
  server.keepAliveTimeout = 4_100_000;
  server.requestTimeout = 0;
  return server;
}

async function forwardSalted(
  agent: Agent,
  port: number,
  key: SaltKey,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
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
    const length = String(Buffer.byteLength(salted.body));
    forward(agent, port, incoming, outgoing, { 'content-length': length }).end(salted.body);
  }
}

function forward(
  agent: Agent,
  port: number,
  { method, url: path, headers }: IncomingMessage,
  outgoing: ServerResponse,
  more: Readonly<Record<string, string>> = {},
): ClientRequest {
  const sent = { ...requestHeaders(headers), ...more };
  const upstream = request({ agent, host: '127.0.0.1', port, method, path, headers: sent });
  // The client is gone or has it all: nothing may go on for nobody.
  outgoing.once('close', () => upstream.destroy());
  upstream.once('error', () => {
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
