import { tarBlockBytes, tarEntry } from './tar-entries';

/** The bytes of one file in an archive; undefined where the archive does not hold it. */
export function fileInTar(archive: Buffer, path: string): Buffer | undefined {
  for (let at = 0; at + tarBlockBytes <= archive.length; ) {
    const found = tarEntry(archive.subarray(at, at + tarBlockBytes), at);
    if (found === undefined) {
      return undefined;
    }
    if (found.entry?.path === path) {
      return archive.subarray(found.entry.start, found.entry.start + found.entry.size);
    }
    at = found.next;
  }
  return undefined;
}
