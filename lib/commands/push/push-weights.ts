import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FindingError } from '../../artifacts/finding-error';
import { manifestOf } from '../../artifacts/manifest';
import { holds, objectChecksum } from '../../artifacts/parts';
import { type FoundFile, fileFinding } from '../../artifacts/weights-findings';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../contract/artifacts';
import type { WeightsFile } from '../../contract/weights-manifest';
import type { Plan } from '../../plan/plan';
import { bytesText } from '../../report/transfer-text';
import { hashFile } from './hash-file';
import { type Bucket, headObject, openBucket } from './object-store';
import { TransferProgress } from './transfer-progress';
import { type Upload, uploadFile } from './upload-file';

/** Weights that were read and are to lie under one prefix, the manifest last. */
export interface HashedWeights {
  readonly model: string;
  readonly digest: string;
  readonly uploads: readonly (readonly [path: string, upload: Upload])[];
  readonly totalBytes: number;
  /** Digest of each file, hexadecimal, by its path. */
  readonly sha256: ReadonlyMap<string, string>;
}

export async function hashWeights(model: string, folder: string, files: readonly FoundFile[]): Promise<HashedWeights> {
  const uploads: [string, Upload][] = [];
  const entries: WeightsFile[] = [];
  let totalBytes = 0;
  for (const { path, sizeBytes } of files) {
    process.stderr.write(`reading ${path}, ${bytesText(sizeBytes)}\n`);
    const hashed = await hashFile(join(folder, path), sizeBytes);
    uploads.push([path, hashed]);
    entries.push({ path, size: sizeBytes, sha256: hashed.sha256 });
    totalBytes += sizeBytes;
  }
  const { text, digest } = manifestOf(entries);
  const digests = new Map(entries.map(({ path, sha256 }) => [path, sha256]));
  return { model, digest, totalBytes, sha256: digests, uploads: [...uploads, [manifestFileName, inMemory(text)]] };
}

export function inMemory(content: string | Buffer): Upload {
  const bytes = Buffer.from(content);
  const digest = createHash('sha256').update(bytes).digest();
  return {
    sizeBytes: bytes.length,
    partDigests: [digest],
    read: async (start, end) => bytes.subarray(start, end),
  };
}

/** Brings the weights to one region, and asks S3 for each of them once all are there. @throws FindingError */
export async function pushWeights({ fleet }: Plan, region: string, weights: HashedWeights): Promise<void> {
  const place = { fleet: fleet.name, account: fleet.account, region };
  const bucket = await openBucket(region, artifactBucketName(place), fleet.account);
  const prefix = weightsPrefix(weights.model, weights.digest);
  const progress = new TransferProgress(region, weights.totalBytes);
  try {
    for (const [path, upload] of weights.uploads) {
      const outcome = await uploadFile(bucket, `${prefix}${path}`, upload, (bytes) => progress.moved(bytes));
      progress.say(`${path} ${outcome}`);
    }
    for (const [path, upload] of weights.uploads) {
      await verify(bucket, `${prefix}${path}`, upload);
    }
    process.stderr.write(`${region}: verified ${weights.uploads.length} objects in ${bucket.name}\n`);
  } finally {
    bucket.client.destroy();
  }
}

async function verify(bucket: Bucket, key: string, { sizeBytes, partDigests }: Upload): Promise<void> {
  const checksum = objectChecksum(partDigests);
  const stored = await headObject(bucket, key);
  if (!holds(stored, sizeBytes, checksum)) {
    throw new FindingError(
      fileFinding(`${bucket.name}/${key}`, {
        problem: 'is not what was sent',
        got: stored === undefined ? 'no object' : `${stored.sizeBytes} bytes, ${stored.checksum ?? 'no checksum'}`,
        expected: `${sizeBytes} bytes, ${checksum}`,
        fix: 'find out what else writes to the bucket, then run it again',
        source: 'checksums that S3 keeps',
      }),
    );
  }
}
