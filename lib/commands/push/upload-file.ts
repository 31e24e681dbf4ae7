import { holds, objectChecksum, partRanges } from '../../artifacts/parts';
import {
  type Bucket,
  brokenUpload,
  finishUpload,
  headObject,
  type Part,
  putObject,
  putPart,
  startUpload,
} from './object-store';

/** Parts on their way at once; each is held in memory. */
const partsAtOnce = 4;

/** What is to lie at a key. */
export interface Upload {
  readonly sizeBytes: number;
  /** SHA-256 of each part. */
  readonly partDigests: readonly Buffer[];
  /** The bytes `[start, end)`. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export type Outcome = 'already there' | 'uploaded' | 'differed, uploaded again';

/** Brings a file to its key, sending only what is not there yet. `sent` hears of the bytes as they arrive. */
export async function uploadFile(
  bucket: Bucket,
  key: string,
  file: Upload,
  sent: (bytes: number) => void,
): Promise<Outcome> {
  const checksum = objectChecksum(file.partDigests);
  const stored = await headObject(bucket, key);
  if (holds(stored, file.sizeBytes, checksum)) {
    return 'already there';
  }
  if (file.partDigests.length === 1) {
    await putObject(bucket, key, await file.read(0, file.sizeBytes), checksum);
    sent(file.sizeBytes);
  } else {
    await uploadParts(bucket, key, file, sent);
  }
  return stored === undefined ? 'uploaded' : 'differed, uploaded again';
}

async function uploadParts(bucket: Bucket, key: string, file: Upload, sent: (bytes: number) => void): Promise<void> {
  const broken = await brokenUpload(bucket, key);
  const id = broken?.id ?? (await startUpload(bucket, key));
  const arrived = new Map(broken?.parts.map((part) => [part.number, part]));
  const parts: Part[] = [];
  const waiting = partRanges(file.sizeBytes).entries();
  const work = async (): Promise<void> => {
    for (const [index, { start, end }] of waiting) {
      const number = index + 1;
      const checksum = (file.partDigests[index] as Buffer).toString('base64');
      const there = arrived.get(number);
      if (there?.checksum === checksum) {
        parts[index] = there;
      } else {
        parts[index] = await putPart(bucket, key, id, await file.read(start, end), { number, checksum });
        sent(end - start);
      }
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, work));
  await finishUpload(bucket, key, id, parts);
}
