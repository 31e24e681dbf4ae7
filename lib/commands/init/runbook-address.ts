import { basename } from 'node:path';
import { git } from '../git';
import { runbooksFolder } from '../read-plan';

/** The web address of a fleet's runbooks where the folder is in a clone from GitHub; undefined elsewhere. */
export function runbookAddress(folder: string, fleetPath: string): string | undefined {
  const repository = repositoryPage(git(folder, 'remote', 'get-url', 'origin'));
  return repository === undefined
    ? undefined
    : `${repository}/blob/main/${git(folder, 'rev-parse', '--show-prefix') ?? ''}${basename(runbooksFolder(fleetPath))}`;
}

/** `git@github.com:example/fleet.git` → `https://github.com/example/fleet`. A token in the address is left out. */
export function repositoryPage(remote: string | undefined): string | undefined {
  const path = /(?:^|@|\/\/)github\.com[:/](.+?)(?:\.git)?\/?$/.exec(remote ?? '')?.[1];
  return path === undefined ? undefined : `https://github.com/${path}`;
}
