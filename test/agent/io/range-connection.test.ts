import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RangeConnection } from '../../../agent/io/range-connection';

const bytes = 1000;

/** Asks a server for a range that it answers as told, on a connection that must bring 200 bytes in 50 ms. */
async function fetchFrom(answer: (socket: Socket) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'range-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(`HTTP/1.1 206 Partial Content\r\ncontent-length: ${bytes}\r\n\r\n`);
      answer(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const connection = new RangeConnection({ secure: false, host: '127.0.0.1', port }, { bytes: 200, seconds: 0.05 });
  onTestFinished(() => {
    connection.end();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const job = { origin: { secure: false, host: '127.0.0.1', port }, head: 'GET / HTTP/1.1\r\n\r\n', file, start: 0 };
  const whole = await connection.fetch({ ...job, end: bytes });
  return { whole, size: readFileSync(file).length };
}

/** Writes so many bytes every 5 ms. */
const trickle =
  (each: number) =>
  (socket: Socket): void => {
    const timer = setInterval(() => socket.write(Buffer.alloc(each)), 5);
    socket.once('close', () => clearInterval(timer));
  };

test('a connection that trickles is given up before its range is whole', async () => {
  await expect(fetchFrom(trickle(1))).rejects.toMatchObject({ name: 'SlowConnection' });
});

test('a connection that falls silent in the middle is given up', async () => {
  await expect(fetchFrom((socket) => void socket.write(Buffer.alloc(bytes / 2)))).rejects.toMatchObject({
    name: 'SlowConnection',
  });
});

test('a connection that keeps the pace brings the whole range', async () => {
  expect(await fetchFrom(trickle(100))).toEqual({ whole: true, size: bytes });
});
