import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FindingError } from '../../artifacts/finding-error';
import type { Descriptor } from '../../artifacts/oci-image';
import { checked } from '../../artifacts/remote-image';
import { attempts } from './answered';
import type { ImageSource } from './image-source';
import type { TransferProgress } from './transfer-progress';

/** Bytes that a blob may have and still be spooled. */
export async function spoolRoom(): Promise<{ folder: string; bytes: number }> {
  const { bavail, bsize } = await statfs(tmpdir());
  return { folder: tmpdir(), bytes: bavail * bsize };
}

/** Pulls a blob into a file that has no name and so is gone with the command, however it ends, and lets it be read once it has its digest. @throws FindingError */
export async function spoolBlob(
  source: ImageSource,
  blob: Descriptor,
  progress: TransferProgress,
  use: (stream: () => Readable) => Promise<void>,
): Promise<void> {
  const file = await namelessFile();
  try {
    await pull(source, blob, file, progress);
    await use(() => file.createReadStream({ start: 0, end: Math.max(0, blob.size - 1), autoClose: false }));
  } finally {
    await file.close();
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'polyregion-spool-'));
  try {
    return await open(join(folder, 'blob'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A connection that breaks is taken up where it broke, as long as it brings something. */
async function pull(
  source: ImageSource,
  blob: Descriptor,
  file: FileHandle,
  progress: TransferProgress,
): Promise<void> {
  const { digest, size } = blob;
  let hash: Hash = createHash('sha256');
  let at = 0;
  for (let failures = 0; at < size; ) {
    const from = at;
    let broken: Error = Object.assign(new Error('cut off'), { code: 'EPIPE' });
    try {
      const answer = await source.blob(blob, from);
      if (answer.statusCode === 200) {
        hash = createHash('sha256');
        at = 0;
      }
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        const wanted = chunk.subarray(0, size - at);
        await file.write(wanted, 0, wanted.length, at);
        hash.update(chunk);
        at += wanted.length;
        progress.moved(wanted.length);
        if (wanted.length < chunk.length) {
          break; // too long already, and so not what its digest says
        }
      }
    } catch (thrown) {
      if (thrown instanceof FindingError) {
        throw thrown;
      }
      broken = thrown as Error;
    }
    failures = at > from ? 0 : failures + 1;
    if (failures >= attempts) {
      throw source.fault(broken);
    }
  }
  checked(`${source.reference.text} ${digest.slice(0, 19)}`, digest, `sha256:${hash.digest('hex')}`);
}
