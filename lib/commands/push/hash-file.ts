import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { partRanges } from '../../artifacts/parts';
import type { Upload } from './upload-file';

export interface HashedFile extends Upload {
  /** The digest of the whole file, hexadecimal. */
  readonly sha256: string;
}

const chunkBytes = 1024 * 1024;

/** Reads a file once for the digest of the whole and of each part. @throws Error where it is cut while it is read */
export async function hashFile(file: string, sizeBytes: number): Promise<HashedFile> {
  const whole = createHash('sha256');
  const partDigests: Buffer[] = [];
  const handle = await open(file, 'r');
  const chunk = Buffer.alloc(Math.min(chunkBytes, Math.max(1, sizeBytes)));
  try {
    for (const { start, end } of partRanges(sizeBytes)) {
      const part = createHash('sha256');
      for (let at = start; at < end; ) {
        const { bytesRead } = await handle.read(chunk, 0, Math.min(chunk.length, end - at), at);
        if (bytesRead === 0) {
          throw new Error(
            `${file}: became shorter while it was read, got ${at} bytes, expected ${sizeBytes}; run it again`,
          );
        }
        part.update(chunk.subarray(0, bytesRead));
        whole.update(chunk.subarray(0, bytesRead));
        at += bytesRead;
      }
      partDigests.push(part.digest());
    }
  } finally {
    await handle.close();
  }
  const read = (start: number, end: number) => readRange(file, start, end);
  return { sizeBytes, sha256: whole.digest('hex'), partDigests, read };
}

/** The bytes `[start, end)` of a file. */
async function readRange(file: string, start: number, end: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(end - start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
