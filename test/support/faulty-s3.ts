import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers for one range instead of the bytes. */
export type RangeFault = (response: ServerResponse, range: Buffer, object: () => Promise<Buffer>) => void;

const refused = (status: number, code: string): RangeFault => {
  const body = `<Error><Code>${code}</Code><Message>x</Message></Error>`;
  return (response) => response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
};

/** Ways in which S3, or what stands before it, answers a range badly. */
export const rangeFaults = {
  trickles: (response, range) => {
    response.writeHead(206, { 'content-length': range.length });
    const timer = setInterval(() => response.write(Buffer.alloc(100)), 1000);
    response.on('close', () => clearInterval(timer));
  },
  'is cut in the middle': (response, range) => {
    response.writeHead(206, { 'content-length': range.length });
    response.write(range.subarray(0, 1000), () => response.destroy());
  },
  'has one byte changed': (response, range) => {
    const changed = Buffer.from(range);
    changed[0] = (changed[0] ?? 0) ^ 1;
    response.writeHead(206, { 'content-length': range.length }).end(changed);
  },
  'is refused for its rate': refused(503, 'SlowDown'),
  'is denied': refused(403, 'AccessDenied'),
  'is refused for an expired token': refused(400, 'ExpiredToken'),
  'comes in chunks': (response, range) => {
    response.writeHead(206);
    response.write(range);
    response.end();
  },
  'is the whole object': async (response, _range, object) => {
    const whole = await object();
    response.writeHead(200, { 'content-length': whole.length }).end(whole);
  },
} as const satisfies Readonly<Record<string, RangeFault>>;

/** A way to S3 on loopback whose first answers for ranges of the model are these, one after the other; everything else passes. */
export async function faultyS3(url: string, faults: readonly RangeFault[]) {
  const left = [...faults];
  const server = createServer(async (request, response) => {
    const headers = { ...request.headers } as Record<string, string>;
    const method = request.method ?? 'GET';
    const body = method === 'PUT' ? { body: request, duplex: 'half' as const } : {};
    const answer = await fetch(`${url}${request.url}`, { method, headers, ...body } as RequestInit);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isRange = request.url?.includes('.safetensors') === true && headers.range !== undefined;
    const fault = isRange ? left.shift() : undefined;
    if (fault === undefined) {
      response.writeHead(answer.status, { 'content-length': bytes.length }).end(bytes);
      return;
    }
    fault(response, bytes, async () => {
      const { range: _range, ...rest } = headers;
      return Buffer.from(await (await fetch(`${url}${request.url}`, { headers: rest })).arrayBuffer());
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    s3Url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Faults that no range has met yet. */
    left: () => left.length,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
