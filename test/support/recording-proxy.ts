import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  readonly url: string;
  /** What was asked, oldest first: an action and what it is about, or a method and its path. */
  readonly calls: string[];
  close(): Promise<void>;
}

/** Passes everything on to an emulator and writes down what it was asked, so that a test sees the order. */
export async function recordingProxy(
  emulatorUrl: string,
  before: (call: string) => Promise<void> = async () => {},
): Promise<RecordingProxy> {
  const calls: string[] = [];
  const { hostname, port } = new URL(emulatorUrl);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks);
    const { method, url: path = '/', headers } = incoming;
    const call = callOf(method ?? '', path, body);
    await before(call);
    calls.push(call);
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.writeHead(502).end());
    passed.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    // An emulator may read where its own S3 is from this name.
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

function callOf(method: string, path: string, body: Buffer): string {
  const query = new URLSearchParams(path === '/' ? body.toString() : '');
  const action = query.get('Action');
  return action === null
    ? `${method} ${path}`
    : [action, query.get('StackName') ?? query.get('AutoScalingGroupName')].filter((part) => part !== null).join(' ');
}
