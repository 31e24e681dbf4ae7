/** One file of the weights, as the push wrote it down. */
export interface WeightsFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** @throws Error naming the entry that cannot be one, such as a path that leads out of the folder */
export function parseManifest(text: string): WeightsFile[] {
  const { files } = JSON.parse(text) as { files?: unknown };
  if (!Array.isArray(files) || files.length === 0) {
    throw new Error('manifest: names no file; push the weights again');
  }
  return files.map((entry: WeightsFile, index) => {
    const { path, size, sha256 } = entry;
    const inside = typeof path === 'string' && path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
    if (!inside || !Number.isSafeInteger(size) || size < 0 || !/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`manifest: files[${index}]: is no file of the weights; push the weights again`);
    }
    return { path, size, sha256 };
  });
}
