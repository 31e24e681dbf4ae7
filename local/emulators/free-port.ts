import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A loopback port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const anyPort = { first: 20_000, last: 30_000 };

/** So many loopback ports that are free at this moment, one after the other, below those that the system gives away. */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = randomInt(anyPort.first, anyPort.last - count);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const taken = await Promise.all(
      ports.map((port) =>
        assertFree(port, '').then(
          () => false,
          () => true,
        ),
      ),
    );
    if (!taken.includes(true)) {
      return ports;
    }
  }
}

/** @throws Error when another process already listens on the port */
export async function assertFree(port: number, what: string): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    throw new Error(
      `${what}: cannot listen on port ${port} of loopback, got ${code}, expected a free port; end the process that uses it, or name another port`,
    );
  }
  server.close();
  await once(server, 'close');
}
