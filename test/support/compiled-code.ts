import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compiledCodeFolder } from '../../lib/contract/compile-cache';

/** Path of the compiled code inside the cache folder of the test engine. */
export const compiledFile = `${compiledCodeFolder}/0123456789/rank_0_0/backbone/vllm_compile_cache.py`;

/** Puts compiled code into a cache folder. */
export const withCode =
  (text: string) =>
  (folder: string): void => {
    mkdirSync(dirname(join(folder, compiledFile)), { recursive: true });
    writeFileSync(join(folder, compiledFile), text);
  };

/** An archive as tar makes it of a folder that is filled first; `args` are its options and members. */
export function tarOf(fill: (folder: string) => void, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-code-'));
  try {
    fill(folder);
    const archive = join(folder, 'archive.tar');
    const { status, stderr } = spawnSync('tar', ['-C', folder, '-cf', archive, ...args], { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return readFileSync(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
