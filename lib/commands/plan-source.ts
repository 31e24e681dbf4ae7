import { basename, dirname } from 'node:path';
import { fleetPlace } from '../contract/fleet-place';
import type { FileCommit, PlanSource } from '../report/page/page';
import { git } from './git';
import { fromHere } from './read-plan';

/** Where a report comes from, for its first lines. */
export function planSource(fleetPath: string, today: Date): PlanSource {
  const commit = lastCommit(fleetPlace(fleetPath).file);
  return { file: fromHere(fleetPath), date: today.toISOString().slice(0, 10), ...(commit && { commit }) };
}

/** The last commit of a file; undefined where there is no git, no repository or no commit of it. */
function lastCommit(path: string): FileCommit | undefined {
  const [folder, name] = [dirname(path), basename(path)];
  const [hash, date] = git(folder, 'log', '-1', '--format=%h %cs', '--', name)?.split(' ') ?? [];
  return hash === undefined || date === undefined
    ? undefined
    : { hash, date, isChanged: git(folder, 'status', '--porcelain', '--', name) !== '' };
}
