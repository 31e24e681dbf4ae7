import { spawnSync } from 'node:child_process';

/** What git prints, or undefined where there is no git, no repository, or nothing that the arguments name. */
export function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
