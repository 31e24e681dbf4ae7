import { relative } from 'node:path';
import { Option } from 'commander';
import { projectRoot } from '../project-root';
import { localFolder } from './running-fleet';

/** The `--folder` option that both commands share. */
export const folderOption = (): Option =>
  new Option('--folder <path>', 'holds everything that the deployment writes, and goes with it').default(
    localFolder,
    relative(projectRoot, localFolder),
  );
