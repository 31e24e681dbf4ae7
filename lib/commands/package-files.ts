import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of this package: a clone, or `node_modules/polyregion` of the user's project. The build puts this file into
 * `dist/bin/` and, for scripts, into `dist/lib/commands/`.
 */
export const packageFolder = (folder = __dirname): string =>
  existsSync(join(folder, 'fleet.schema.json')) ? folder : packageFolder(dirname(folder));

/** The CDK app as it was built. */
export const appFile = (): string => join(packageFolder(), 'dist', 'bin', 'app.js');

/** A clone has the sources beside what was built; an installed package has not. */
export const isClone = (): boolean => existsSync(join(packageFolder(), 'scripts', 'build.mjs'));
