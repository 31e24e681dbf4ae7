import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { mayBeAsked } from '../serving/admission';
import { chooseReplica, type ServingReplica } from '../serving/choose-replica';
import { answerHeaders, requestHeaders } from '../serving/forwarded-headers';

export interface ProxiedReplica extends ServingReplica {
  outstanding: number;
}

export interface ProxyProps {
  readonly replicas: () => readonly ProxiedReplica[];
  /** Whether new requests are taken. */
  readonly admitting: () => boolean;
}

/** The one port in front of all replicas. What comes is passed on as it comes, and is neither kept nor written down. */
export function servingProxy({ replicas, admitting }: ProxyProps): Server {
  const connections = new Agent({ keepAlive: true });
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
    forward(connections, replica, incoming, outgoing);
  });
  // Longer than the load balancer keeps a connection without use, or it would send a request into a closing one.
  server.keepAliveTimeout = 4_100_000;
  server.requestTimeout = 0;
  return server;
}

function forward(agent: Agent, replica: ProxiedReplica, incoming: IncomingMessage, outgoing: ServerResponse): void {
  replica.outstanding += 1;
  const { method, url: path, headers } = incoming;
  const upstream = request({
    agent,
    host: '127.0.0.1',
    port: replica.port,
    method,
    path,
    headers: requestHeaders(headers),
  });
  outgoing.once('close', () => {
    replica.outstanding -= 1;
    upstream.destroy(); // the client is gone or has it all: nothing may go on for nobody
  });
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
  incoming.pipe(upstream);
}

const refuse = (outgoing: ServerResponse, status: number): void => {
  outgoing.writeHead(status, { 'content-length': 0, connection: 'close' }).end();
};
