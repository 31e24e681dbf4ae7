import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const app = join('dist', 'bin', 'app.js');

/**
 * The folder of this package: a clone, or `node_modules/polyregion` of the user's project. The build puts this file into
 * `dist/bin/` and, for scripts, into `dist/lib/commands/`.
 *
 * @throws Error where nothing was built
 */
export function packageFolder(folder = __dirname): string {
  if (existsSync(join(folder, app))) {
    return folder;
  }
  if (dirname(folder) === folder) {
    throw new Error(
      `${app}: is missing, expected the CDK app; install polyregion again, or in a clone run: npm run build`,
    );
  }
  return packageFolder(dirname(folder));
}

/** The CDK app as it was built. */
export const appFile = (): string => join(packageFolder(), app);

/** A clone holds the sources beside what was built; an installed package does not. */
export const isClone = (): boolean => existsSync(join(packageFolder(), 'scripts', 'build.mjs'));
