import type { IncomingMessage } from 'node:http';

/** All of a request's body, or undefined where it is longer than `mostBytes` or the client went away. */
export function readBody(incoming: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > mostBytes) {
    return Promise.resolve(undefined);
  }
  return new Promise((settle) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostBytes) {
        settle(undefined);
        incoming.pause();
      } else {
        parts.push(part);
      }
    });
    incoming.once('end', () => settle(Buffer.concat(parts).toString('utf8')));
    incoming.once('close', () => settle(undefined));
  });
}
