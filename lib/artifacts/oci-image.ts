import { createHash } from 'node:crypto';
import type { Finding } from '../contract/findings';
import { fileFinding } from './weights-findings';

/** Reads an OCI image layout, from a folder or from an archive. */
export interface LayoutReader {
  /** Size of a file, bytes; undefined where the layout has no such file. */
  size(path: string): number | undefined;
  /** The whole file in memory, so for small files only; undefined where the layout has no such file. */
  read(path: string): Buffer | undefined;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The platform of one image in an index. */
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

export interface OciImage {
  /** Digest of the image, or of its index. The engine is pinned to it. */
  readonly digest: string;
  /** The parts of an index come first: a registry refuses a manifest before it has everything that the manifest names. */
  readonly manifests: readonly (Descriptor & { readonly bytes: Buffer })[];
  readonly blobs: readonly Descriptor[];
}

export const isManifest =
  /^application\/vnd\.(oci\.image\.(manifest|index)\.v1|docker\.distribution\.manifest(\.list)?\.v2)\+json$/;
export const digestForm = /^sha256:[0-9a-f]{64}$/;

export const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/**
 * The image in a layout, with everything that a push sends to a registry; or every finding about the layout.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md read 2026-11-23
 */
export function ociImage(archive: string, layout: LayoutReader): OciImage | Finding[] {
  const findings: Finding[] = [];
  const fault = (path: string, problem: string, got: unknown, expected: string, fix: string): void => {
    findings.push(fileFinding(`${archive}/${path}`, { problem, got, expected, fix, source: 'docs/artifacts.md' }));
  };
  const again = 'save it again as an OCI layout: skopeo copy docker://IMAGE oci-archive:FILE';
  const manifests = new Map<string, Descriptor & { bytes: Buffer }>();
  const blobs = new Map<string, Descriptor>();

  const visit = (descriptor: Descriptor): void => {
    const { digest, size, mediaType } = descriptor;
    if (!digestForm.test(digest)) {
      fault('index.json', 'names something without SHA-256', digest, 'sha256: and 64 hexadecimal digits', again);
    } else if (layout.size(blobPath(digest)) !== size) {
      const got = layout.size(blobPath(digest));
      fault(
        blobPath(digest),
        'is missing or cut off',
        got === undefined ? 'no file' : `${got} bytes`,
        `${size} bytes`,
        again,
      );
    } else if (isManifest.test(mediaType)) {
      const bytes = layout.read(blobPath(digest)) ?? Buffer.alloc(0);
      if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) {
        fault(blobPath(digest), 'does not have its digest', 'other bytes', digest, again);
        return;
      }
      for (const below of belowOf(bytes)) {
        visit(below);
      }
      manifests.set(digest, { ...descriptor, bytes });
    } else {
      blobs.set(digest, descriptor);
    }
  };

  const images = parsed(layout.read('index.json')).manifests ?? [];
  const [image] = images;
  if (image === undefined || images.length > 1 || !isManifest.test(image.mediaType)) {
    const got = `${images.length} manifests in index.json`;
    fault('', 'is not one image', got, 'an OCI image layout, a folder or a tar of it, with one image', again);
    return findings;
  }
  visit(image);
  return findings.length > 0
    ? findings
    : { digest: image.digest, manifests: [...manifests.values()], blobs: [...blobs.values()] };
}

interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

/** Parses a manifest; empty where the bytes are no manifest. */
export function parsed(bytes: Buffer | undefined): Manifest {
  try {
    return (JSON.parse(bytes?.toString('utf8') ?? '{}') ?? {}) as Manifest;
  } catch {
    return {};
  }
}

/** Everything that a manifest names, one level down. */
export function belowOf(bytes: Buffer): Descriptor[] {
  const { manifests, config, layers } = parsed(bytes);
  return [...(manifests ?? []), ...(config ? [config] : []), ...(layers ?? [])];
}
