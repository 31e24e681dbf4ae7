import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compiledCodeFolder } from '../../lib/contract/compile-cache';
import { unhurried } from './hash-file';
import { runCommand } from './run-command';

/** The engine's own folder in its cache folder: what of it is compiled code lies deeper. */
const engineFolder = dirname(compiledCodeFolder);

export class UnusableArchive extends Error {
  override readonly name = 'UnusableArchive';
}

/** Whether an engine that ran here before has left something: it is never mixed with what comes from elsewhere. */
export const hasEngineFolder = (cacheFolder: string): boolean =>
  lstatSync(join(cacheFolder, engineFolder), { throwIfNoEntry: false }) !== undefined;

/** Whether there is compiled code, in folders and not behind links. */
export const hasCompiledCode = (cacheFolder: string): boolean =>
  [engineFolder, compiledCodeFolder].every(
    (folder) => lstatSync(join(cacheFolder, folder), { throwIfNoEntry: false })?.isDirectory() === true,
  );

/** What the engine compiles it then compiles anew. */
export const forgetCompiledCode = (cacheFolder: string): void =>
  rmSync(join(cacheFolder, engineFolder), { recursive: true, force: true });

/** One file of all compiled code, made without haste. @throws UnusableArchive where it holds more than files and folders */
export async function packCompiledCode(cacheFolder: string, archive: string): Promise<void> {
  onlyFilesAndFolders(join(cacheFolder, compiledCodeFolder));
  const tar = ['tar', '--create', '--force-local', '--file', archive, '--directory', cacheFolder];
  if ((await runCommand([...unhurried, ...tar, '--', compiledCodeFolder])) !== 0) {
    throw new UnusableArchive('tar: cannot pack');
  }
}

/**
 * Unpacks the compiled code of an archive into a cache folder that has none: all of it, or nothing. An archive is what
 * another instance wrote. Nothing of it is written outside a new folder of its own: tar takes only members below
 * the folder of compiled code, refuses `..` and makes links last; and where any link or device is found, all is thrown away.
 *
 * @throws UnusableArchive
 */
export async function unpackCompiledCode(archive: string, cacheFolder: string, signal: AbortSignal): Promise<void> {
  const staging = `${cacheFolder}.new`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    const tar = ['tar', '--extract', '--force-local', '--file', archive, '--directory', staging];
    const asMember = ['--no-same-owner', '--no-same-permissions', '--no-wildcards', '--', compiledCodeFolder];
    if ((await runCommand([...tar, ...asMember], signal)) !== 0) {
      throw new UnusableArchive('tar: cannot unpack');
    }
    onlyFilesAndFolders(staging);
    signal.throwIfAborted(); // an engine may have started by now
    if (!hasCompiledCode(staging) || existsSync(join(cacheFolder, engineFolder))) {
      throw new UnusableArchive('no compiled code in it, or some there already');
    }
    mkdirSync(cacheFolder, { recursive: true });
    renameSync(join(staging, engineFolder), join(cacheFolder, engineFolder));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function onlyFilesAndFolders(folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  if (!entries.every((entry) => entry.isFile() || entry.isDirectory())) {
    throw new UnusableArchive('holds a link or a device');
  }
}
