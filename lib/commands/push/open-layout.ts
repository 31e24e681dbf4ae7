import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { LayoutReader } from '../../artifacts/oci-image';
import { type TarEntry, tarBlockBytes, tarEntry } from '../../artifacts/tar-entries';
import { maxManifestBytes } from './exchange';

/** A layout whose blobs can be streamed too. */
export interface OpenLayout extends LayoutReader {
  stream(path: string): Readable;
}

interface Place {
  readonly file: string;
  readonly start: number;
  readonly size: number;
}

/** Opens an OCI layout, a folder or an uncompressed tar of one; what is neither is an empty layout. */
export function openLayout(path: string): OpenLayout {
  if (!existsSync(path)) {
    return layoutOf(() => undefined);
  }
  if (statSync(path).isDirectory()) {
    return layoutOf((name) => {
      const file = join(path, name);
      return existsSync(file) && statSync(file).isFile() ? { file, start: 0, size: statSync(file).size } : undefined;
    });
  }
  const entries = new Map(tarEntries(path).map((entry) => [entry.path, { ...entry, file: path }]));
  return layoutOf((name) => entries.get(name));
}

function layoutOf(find: (name: string) => Place | undefined): OpenLayout {
  return {
    size: (name) => find(name)?.size,
    read: (name) => {
      const place = find(name);
      return place === undefined || place.size > maxManifestBytes ? undefined : readPlace(place);
    },
    stream: (name) => {
      const { file, start, size } = find(name) as Place;
      return createReadStream(file, { start, end: Math.max(start, start + size - 1) });
    },
  };
}

function readPlace({ file, start, size }: Place): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, size, start));
  } finally {
    closeSync(descriptor);
  }
}

function tarEntries(file: string): TarEntry[] {
  const descriptor = openSync(file, 'r');
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(tarBlockBytes);
  try {
    for (let at = 0; readSync(descriptor, header, 0, tarBlockBytes, at) === tarBlockBytes; ) {
      const found = tarEntry(header, at);
      if (found === undefined) {
        break;
      }
      entries.push(...(found.entry === undefined ? [] : [found.entry]));
      at = found.next;
    }
  } finally {
    closeSync(descriptor);
  }
  return entries;
}
