import { spawn } from 'node:child_process';

/** Before a command that has time: whatever else wants the processor comes first. */
export const unhurried = ['nice', '-n', '19'] as const;

/** For a process that has nothing else to do: it reads, hashes, and says what came out. */
const program = `
  const { createHash } = require('node:crypto');
  const { openSync, readSync } = require('node:fs');
  const file = openSync(process.argv[1], 'r');
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1024 * 1024);
  for (let bytes = readSync(file, piece); bytes > 0; bytes = readSync(file, piece)) {
    hash.update(piece.subarray(0, bytes));
  }
  process.stdout.write(hash.digest('hex'));
`;

/**
 * SHA-256 of a file, hexadecimal, by a process of its own: several files are hashed at once, and the agent answers meanwhile.
 * By the agent's own Node, which uses the processor's instructions for it: a `sha256sum` that does not took seven times as long.
 */
export function hashFile(path: string, before: readonly string[] = []): Promise<string> {
  return new Promise((settle, fail) => {
    const [command = '', ...args] = [...before, process.execPath, '--eval', program, '--', path];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let digest = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      digest += part;
    });
    child.once('error', fail);
    child.once('close', (status) => {
      return status === 0 && /^[0-9a-f]{64}$/.test(digest)
        ? settle(digest)
        : fail(new Error(`SHA-256: ended with ${status}`));
    });
  });
}
