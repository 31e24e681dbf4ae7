import { createHash } from 'node:crypto';

const mib = 1024 * 1024;

/** Large enough that a part costs little to ask for, small enough that a broken one costs little to send again. */
const usualPartBytes = 32 * mib;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html read 2026-11-23 */
const maxParts = 10_000;

/** How a file of this size is cut. It depends on nothing else, so that an upload is resumed with the same parts. */
export function partBytes(sizeBytes: number): number {
  let bytes = usualPartBytes;
  while (bytes * maxParts < sizeBytes) {
    bytes *= 2;
  }
  return bytes;
}

/** Bytes `[start, end)` of every part; an empty file has one. */
export function partRanges(sizeBytes: number): { start: number; end: number }[] {
  const bytes = partBytes(sizeBytes);
  return Array.from({ length: Math.max(1, Math.ceil(sizeBytes / bytes)) }, (_, index) => ({
    start: index * bytes,
    end: Math.min(sizeBytes, (index + 1) * bytes),
  }));
}

/**
 * The SHA-256 that S3 keeps of an object, Base64: of the whole, or of the digests of its parts with their number.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html read 2026-11-23
 */
export function objectChecksum(partDigests: readonly Uint8Array[]): string {
  const [first, ...others] = partDigests;
  if (first !== undefined && others.length === 0) {
    return Buffer.from(first).toString('base64');
  }
  return `${createHash('sha256').update(Buffer.concat(partDigests)).digest('base64')}-${partDigests.length}`;
}

export interface StoredObject {
  readonly sizeBytes: number;
  /** As {@link objectChecksum} gives it; undefined where none was kept. */
  readonly checksum: string | undefined;
}

/** Whether an object that is there is the file, so that nothing need be sent. */
export const holds = (stored: StoredObject | undefined, sizeBytes: number, checksum: string): boolean =>
  stored !== undefined &&
  stored.sizeBytes === sizeBytes &&
  stored.checksum !== undefined &&
  withoutCount(stored.checksum) === withoutCount(checksum);

/** Not every answer has the number of parts, GetObjectAttributes for one; it follows from the size. */
const withoutCount = (checksum: string): string => checksum.replace(/-\d+$/, '');
