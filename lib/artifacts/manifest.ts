import { createHash } from 'node:crypto';
import { parseContract } from '../contract/parse-contract';
import { type WeightsFile, weightsManifest } from '../contract/weights-manifest';

export interface Manifest {
  readonly text: string;
  /** Digest of the text, `sha256:` and 64 hexadecimal digits: it identifies these weights. */
  readonly digest: string;
}

/**
 * The manifest of a folder of weights. The same files give the same digest, whatever order they were read in.
 *
 * @throws Error that names the first entry that instances would refuse
 */
export function manifestOf(files: readonly WeightsFile[]): Manifest {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = parseContract(
    weightsManifest,
    { version: 1, files: sorted },
    {
      what: 'manifest',
      fix: 'choose a folder that holds the weights and nothing else',
    },
  );
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  return { text, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` };
}
