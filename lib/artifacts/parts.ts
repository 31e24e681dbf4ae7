import { createHash } from 'node:crypto';

const mib = 1024 * 1024;

/** Large enough that a part costs little to ask for, small enough that a broken one costs little to send again. */
const usualPartBytes = 32 * mib;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html read 2026-11-23 */
const maxParts = 10_000;

/** Size of the parts of an upload. It follows from the file size alone, so that a resumed upload has the same parts. */
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
 * The SHA-256 that S3 stores for an object, Base64: the digest of the whole object, or, after an upload in parts, the
 * digest of the digests of its parts, followed by their number.
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
  /** The checksum in the form of {@link objectChecksum}; undefined where S3 has none. */
  readonly checksum: string | undefined;
}

/** Whether the object in S3 already equals the file, so that the push can skip it. */
export const holds = (stored: StoredObject | undefined, sizeBytes: number, checksum: string): boolean =>
  stored !== undefined &&
  stored.sizeBytes === sizeBytes &&
  stored.checksum !== undefined &&
  withoutCount(stored.checksum) === withoutCount(checksum);

/** Drops the number of parts: not every answer of S3 has it (GetObjectAttributes does not), and it follows from the size. */
const withoutCount = (checksum: string): string => checksum.replace(/-\d+$/, '');
