import { createServer, type Server } from 'node:http';
import { paths } from '../../lib/contract/endpoints';

/** Answers whether traffic may come, and nothing else: a status without a body. */
export const readinessServer = (status: (host: string | undefined) => number): Server =>
  createServer((request, response) => {
    const asked = request.method === 'GET' && request.url?.split('?')[0] === paths.ready;
    response
      .writeHead(asked ? status(request.headers.host) : 404, { 'content-length': 0, 'cache-control': 'no-store' })
      .end();
  });
