import { spawn } from 'node:child_process';

/** Before a command that has time: whatever else wants the processor comes first. */
export const unhurried = ['nice', '-n', '19'] as const;

/** SHA-256 of a file, hexadecimal, by a process of its own: several files are hashed at once, and the agent answers meanwhile. */
export function hashFile(path: string, before: readonly string[] = []): Promise<string> {
  return new Promise((settle, fail) => {
    const [program = '', ...args] = [...before, 'sha256sum', '--', path];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.once('error', fail);
    child.once('close', (status) => {
      // A leading backslash marks a name with special characters.
      const [, digest] = /^\\?([0-9a-f]{64})\s/.exec(text) ?? [];
      return status === 0 && digest !== undefined ? settle(digest) : fail(new Error(`sha256sum: ended with ${status}`));
    });
  });
}
