import { createHash } from 'node:crypto';
import { FindingError } from './finding-error';
import { belowOf, type Descriptor, digestForm, isManifest, type OciImage } from './oci-image';
import { fileFinding } from './weights-findings';

/** A manifest as a registry gave it. */
export interface ReadManifest {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export const sha256Of = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * Reads an image and all its parts from a registry and checks each manifest against its digest. A tag is resolved now.
 *
 * @throws FindingError
 */
export async function remoteImage(
  text: string,
  version: string,
  read: (version: string) => Promise<ReadManifest>,
): Promise<OciImage> {
  const manifests = new Map<string, Descriptor & { bytes: Buffer }>();
  const blobs = new Map<string, Descriptor>();

  const add = async ({ mediaType, bytes }: ReadManifest, digest: string): Promise<void> => {
    const named = belowOf(bytes);
    if (!isManifest.test(mediaType) || named.length === 0) {
      throw fault(
        text,
        'is no image',
        mediaType,
        'an OCI or Docker image manifest, or an index of them',
        'check the name',
      );
    }
    for (const below of named) {
      if (!digestForm.test(below.digest)) {
        throw fault(
          text,
          'names something without SHA-256',
          below.digest,
          'sha256: and 64 hexadecimal digits',
          'take another image',
        );
      }
      if (!isManifest.test(below.mediaType)) {
        blobs.set(below.digest, below);
      } else if (!manifests.has(below.digest)) {
        const part = await read(below.digest);
        checked(text, below.digest, sha256Of(part.bytes));
        await add(part, below.digest);
      }
    }
    manifests.set(digest, { mediaType, digest, size: bytes.length, bytes });
  };

  const top = await read(version);
  const digest = sha256Of(top.bytes);
  if (digestForm.test(version)) {
    checked(text, version, digest);
  }
  await add(top, digest);
  return { digest, manifests: [...manifests.values()], blobs: [...blobs.values()] };
}

/** @throws FindingError where the bytes do not have the digest that they were requested by */
export function checked(text: string, expected: string, got: string): void {
  if (got !== expected) {
    throw fault(text, 'does not have its digest', got, expected, 'run it again; if it stays, take another registry');
  }
}

const fault = (path: string, problem: string, got: unknown, expected: string, fix: string): FindingError =>
  new FindingError(fileFinding(path, { problem, got, expected, fix, source: 'docs/artifacts.md' }));
