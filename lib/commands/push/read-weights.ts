import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { headerBytes, lengthBytes, maxHeaderBytes } from '../../artifacts/safetensors';
import type { FoundFile, FoundFolder, OddEntry } from '../../artifacts/weights-findings';
import { isHidden, isIndex, isSafetensors, isSettings } from '../../artifacts/weights-names';

/** Everything in a folder of weights but what tools left hidden there, with the headers that tell whether a file is whole. */
export function readWeights(folder: string): FoundFolder {
  const found: { files: FoundFile[]; odd: OddEntry[] } = { files: [], odd: [] };
  const root = realpathSync(folder);
  const visit = (below: string): void => {
    for (const name of readdirSync(join(folder, below)).sort()) {
      const path = below === '' ? name : `${below}/${name}`;
      const odd = isHidden(name) ? undefined : oddity(root, join(folder, path));
      if (odd !== undefined) {
        found.odd.push({ path, is: odd });
      } else if (!isHidden(name) && statSync(join(folder, path)).isDirectory()) {
        visit(path);
      } else if (!isHidden(name)) {
        found.files.push(readStart(folder, path));
      }
    }
  };
  visit('');
  return found;
}

/** Why something is neither a folder nor a file inside of `root`. */
function oddity(root: string, path: string): string | undefined {
  const own = lstatSync(path);
  if (!own.isSymbolicLink()) {
    return own.isFile() || own.isDirectory() ? undefined : 'is no file';
  }
  let target: string;
  try {
    target = realpathSync(path);
  } catch {
    return 'is a link that leads nowhere';
  }
  const inside = relative(root, target);
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    return 'is a link that leads outside the folder';
  }
  return statSync(target).isFile() ? undefined : 'is a link to something else than a file';
}

/** Larger texts are no settings. A tokenizer_config.json with thousands of added tokens has 2 MB. */
const mostTextBytes = 64 * 1024 * 1024;

function readStart(folder: string, path: string): FoundFile {
  const file = join(folder, path);
  const sizeBytes = statSync(file).size;
  if (isIndex(path) || (isSettings(path) && sizeBytes <= mostTextBytes)) {
    return { path, sizeBytes, text: readFileSync(file, 'utf8') };
  }
  return isSafetensors(path) ? { path, sizeBytes, header: readHeader(file, sizeBytes) } : { path, sizeBytes };
}

function readHeader(file: string, sizeBytes: number): FoundFile['header'] {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(lengthBytes);
    const length = headerBytes(start.subarray(0, readSync(descriptor, start)));
    if (length === undefined || length > maxHeaderBytes || lengthBytes + length > sizeBytes) {
      return { length, text: '' };
    }
    const header = Buffer.alloc(length);
    readSync(descriptor, header, 0, length, lengthBytes);
    return { length, text: header.toString('utf8') };
  } finally {
    closeSync(descriptor);
  }
}
