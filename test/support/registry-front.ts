import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request itself, or leaves it to the registry behind. */
export type Intercept = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;

export interface RegistryFront {
  /** The registry's host in image references: `127.0.0.1:PORT`. */
  readonly host: string;
  /** What it was asked, as `METHOD path`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A server on loopback in front of a registry that is read from. */
export async function registryFront(behind: string, intercept: Intercept): Promise<RegistryFront> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    asked.push(`${request.method} ${url.pathname}`);
    if (intercept(request, response, url)) {
      return;
    }
    const { accept = '*/*', range } = request.headers;
    const headers = { accept, ...(range === undefined ? {} : { range }) };
    const answer = await fetch(new URL(url.pathname, behind), { method: request.method ?? 'GET', headers });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(() => closed()));
  };
  return { host: `127.0.0.1:${port}`, asked, close };
}

/** Requires a token, and gives one for this login, or to every client where no login is set. */
export const bearerTokens =
  (token: string, login?: string): Intercept =>
  (request, response, url) => {
    const { authorization, host } = request.headers;
    if (url.pathname === '/token') {
      const scope = url.searchParams.get('scope') ?? '';
      const known = login === undefined || authorization === `Basic ${btoa(login)}`;
      response.writeHead(known && scope.endsWith(':pull') ? 200 : 401).end(JSON.stringify({ token, expires_in: 60 }));
      return true;
    }
    if (authorization === `Bearer ${token}`) {
      return false;
    }
    response.writeHead(401, {
      'www-authenticate': `Bearer realm="http://${host}/token",service="a registry",scope="repository:x:pull,push"`,
    });
    response.end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: `got ${authorization}` }] }));
    return true;
  };
