import { tarBlockBytes } from './tar-entries';

/** A file to be archived. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
}

/**
 * An archive of files, without times, owners or compression: the same files give the same bytes on every machine.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html ustar interchange format
 */
export const tarArchive = (files: readonly ArchivedFile[]): Buffer =>
  Buffer.concat([
    ...files.flatMap((file) => [header(file), file.bytes, Buffer.alloc(padding(file.bytes.length))]),
    Buffer.alloc(2 * tarBlockBytes),
  ]);

const padding = (bytes: number): number => (tarBlockBytes - (bytes % tarBlockBytes)) % tarBlockBytes;

function header({ path, bytes, executable }: ArchivedFile): Buffer {
  const block = Buffer.alloc(tarBlockBytes);
  const octal = (value: number, at: number, digits: number): void => {
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, at);
  };
  block.write(path, 0, 100);
  octal(executable ? 0o755 : 0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes.length, 124, 11);
  octal(0, 136, 11);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block.write(' ', 155);
  return block;
}
