/** Where the bytes of a file lie in an archive. */
export interface TarEntry {
  readonly path: string;
  readonly start: number;
  readonly size: number;
}

export const tarBlockBytes = 512;

const textOf = (header: Buffer, from: number, bytes: number): string =>
  (header.toString('utf8', from, from + bytes).split('\0')[0] ?? '').trim();

/** Sizes above 8 GiB are binary, with the highest bit set. */
const sizeOf = (header: Buffer): number =>
  ((header[124] ?? 0) & 0x80) === 0
    ? Number.parseInt(textOf(header, 124, 12) || '0', 8)
    : Number(header.readBigUInt64BE(128));

/** Reads one header: the regular file that follows it, and where the next header begins; undefined at the end of the archive. */
export function tarEntry(header: Buffer, at: number): { entry: TarEntry | undefined; next: number } | undefined {
  const size = sizeOf(header);
  if (header.length < tarBlockBytes || textOf(header, 257, 5) !== 'ustar' || !Number.isSafeInteger(size)) {
    return undefined;
  }
  const start = at + tarBlockBytes;
  const prefix = textOf(header, 345, 155);
  const path = `${prefix === '' ? '' : `${prefix}/`}${textOf(header, 0, 100)}`.replace(/^\.\//, '');
  const isFile = ['0', '', '\0'].includes(textOf(header, 156, 1));
  return {
    entry: isFile ? { path, start, size } : undefined,
    next: start + Math.ceil(size / tarBlockBytes) * tarBlockBytes,
  };
}
