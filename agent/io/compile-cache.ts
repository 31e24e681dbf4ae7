import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileCacheLimits } from '../../lib/contract/compile-cache';
import type { Clock } from '../ports/clock';
import { byteRanges } from '../weights/byte-ranges';
import { awsAnswerSeconds } from './answer-limit';
import type { ArtifactBucket } from './artifact-bucket';
import {
  hasCompiledCode,
  hasEngineFolder,
  packCompiledCode,
  UnusableArchive,
  unpackCompiledCode,
} from './code-archive';
import { hashFile, unhurried } from './hash-file';
import { inParallel } from './in-parallel';
import { slowFile } from './slow-file';

const rangesAtOnce = 16;
/** Upload limit of an instance that serves. Assumed not to disturb its requests: its network carries gigabytes a second. */
const uploadMiBPerSecond = 16;

/** Where compiled code lies in the bucket, and where an archive of it may stand meanwhile. */
export interface CachePlace {
  readonly key: string;
  readonly archive: string;
}

/** Brings compiled code to all folders that have none; false where the bucket has none. @throws Error where it cannot be used */
export async function restoreCompiledCode(
  bucket: ArtifactBucket,
  { key, archive }: CachePlace,
  cacheFolders: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const stored = await bucket.archive(key, signal);
  if (stored === undefined) {
    return false;
  }
  if (stored.bytes > compileCacheLimits.mostBytes) {
    throw new UnusableArchive('too large');
  }
  mkdirSync(dirname(archive), { recursive: true });
  try {
    writeFileSync(archive, '', { mode: 0o600 });
    await inParallel(byteRanges(stored.bytes), rangesAtOnce, (range) => bucket.range(key, range, archive, signal));
    if ((await hashFile(archive)) !== stored.sha256) {
      throw new UnusableArchive('its bytes are not those that were written');
    }
    const empty = cacheFolders.filter((folder) => !hasEngineFolder(folder));
    await Promise.all(empty.map((folder) => unpackCompiledCode(archive, folder, signal)));
    return true;
  } finally {
    rmSync(archive, { force: true });
  }
}

export type Saved = 'saved' | 'there already' | 'nothing compiled';

/** Stores the compiled code of one engine, unless some is stored. @throws Error where it cannot be */
export async function saveCompiledCode(
  bucket: ArtifactBucket,
  { key, archive }: CachePlace,
  cacheFolder: string,
  clock: Clock,
): Promise<Saved> {
  if (!hasCompiledCode(cacheFolder)) {
    return 'nothing compiled';
  }
  if ((await bucket.archive(key, clock.limit(awsAnswerSeconds))) !== undefined) {
    return 'there already';
  }
  try {
    await packCompiledCode(cacheFolder, archive);
    const bytes = statSync(archive).size;
    if (bytes > compileCacheLimits.mostBytes) {
      throw new UnusableArchive('too large');
    }
    const sha256 = await hashFile(archive, unhurried);
    const content = slowFile(archive, clock, uploadMiBPerSecond);
    const limitSeconds = awsAnswerSeconds + (2 * bytes) / (uploadMiBPerSecond * 1024 * 1024);
    const created = await bucket.create(key, { bytes, sha256, content }, clock.limit(limitSeconds));
    return created ? 'saved' : 'there already';
  } finally {
    rmSync(archive, { force: true });
  }
}
