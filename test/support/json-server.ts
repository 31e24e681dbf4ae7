import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface JsonServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers AWS's JSON protocol on loopback: one function from operation, region and parameters to the answer; one with `__type` is an error. */
export async function jsonServer(
  answer: (operation: string, region: string, parameters: Record<string, unknown>) => object | undefined,
): Promise<JsonServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const region = String(request.headers.authorization).split('/')[2] ?? '';
    const body = answer(operation, region, JSON.parse(Buffer.concat(chunks).toString() || '{}'));
    response.writeHead(body === undefined || '__type' in body ? 400 : 200, {
      'content-type': 'application/x-amz-json-1.1',
    });
    response.end(JSON.stringify(body ?? { __type: 'ParameterNotFound', message: 'not there' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
