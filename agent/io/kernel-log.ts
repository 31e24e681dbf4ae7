import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { kernelLogText } from '../gpu-health/kernel-log-text';
import type { Clock } from '../ports/clock';

const pollSeconds = 2;
const recordBytes = 65_536;

/**
 * Reads the kernel log from its start and goes on for ever.
 *
 * @throws Error where there is none, or it may not be read
 */
export async function followKernelLog(path: string, clock: Clock, heard: (text: string) => void): Promise<void> {
  // A read that waits for the next record would hold up the end of the whole process.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    await readOn(handle, clock, heard);
  } finally {
    await handle.close();
  }
}

async function readOn(handle: FileHandle, clock: Clock, heard: (text: string) => void): Promise<void> {
  const isFile = (await handle.stat()).isFile();
  const buffer = Buffer.alloc(recordBytes);
  let rest = '';
  for (let at = 0; ; ) {
    // A device gives one record a call; a file gives what has been added.
    const bytesRead = await handle
      .read(buffer, 0, recordBytes, isFile ? at : null)
      .then(({ bytesRead }) => bytesRead)
      .catch(() => 0); // no record yet, or some that were overwritten meanwhile
    if (bytesRead === 0) {
      await clock.sleep(pollSeconds);
      continue;
    }
    at += bytesRead;
    const parts = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      heard(kernelLogText(part));
    }
  }
}
