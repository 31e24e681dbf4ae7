import { open } from 'node:fs/promises';
import type { Clock } from '../ports/clock';

const pieceBytes = 1024 * 1024;

/** A file, piece by piece with a rest after each: what is served meanwhile keeps the network and the agent. */
export async function* slowFile(path: string, clock: Clock, mibPerSecond: number): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (;;) {
      const piece = Buffer.alloc(pieceBytes);
      const { bytesRead } = await file.read(piece, 0, pieceBytes);
      if (bytesRead === 0) {
        return;
      }
      yield piece.subarray(0, bytesRead);
      await clock.sleep(1 / mibPerSecond);
    }
  } finally {
    await file.close();
  }
}
