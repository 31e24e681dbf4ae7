import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { dependencies, version } from '../../../package.json';

/** A file beside the fleet file that `init` writes, or leaves as it is. */
export interface ProjectFile {
  readonly path: string;
  /** The whole new text; undefined where the file stays as it is. */
  readonly text: string | undefined;
  /** What happens to the file, and what that asks of the reader. */
  readonly says: string;
}

/** Everything besides the fleet file and its lock that the folder of a fleet needs. Files that exist keep what they hold. */
export function projectFiles(fleetPath: string, fleetName: string): ProjectFile[] {
  const folder = dirname(fleetPath);
  return [cdkFile(fleetPath), ignoreFile(folder), packageFile(folder, fleetName)];
}

/** From a folder to the installed package, as Node finds it: here or in a folder above. Where npm will put it otherwise. */
export function packagePathFrom(folder: string): string {
  const above = (at: string): string | undefined =>
    existsSync(join(at, 'node_modules', 'polyregion')) ? at : dirname(at) === at ? undefined : above(dirname(at));
  const holder = above(resolve(folder)) ?? resolve(folder);
  return relative(resolve(folder), join(holder, 'node_modules', 'polyregion'));
}

function cdkFile(fleetPath: string): ProjectFile {
  const path = join(dirname(fleetPath), 'cdk.json');
  const app = `node ${packagePathFrom(dirname(fleetPath))}/dist/bin/app.js`;
  if (existsSync(path)) {
    const isOurs = readFileSync(path, 'utf8').includes(app);
    return { path, text: undefined, says: isOurs ? 'kept' : `kept; npx cdk needs this app in it: ${app}` };
  }
  const context = { fleet: basename(fleetPath) };
  return { path, text: json({ app, context, versionReporting: false, pathMetadata: true }), says: 'written' };
}

const ignored = ['node_modules/', 'cdk.out/', 'report.html'];

function ignoreFile(folder: string): ProjectFile {
  const path = join(folder, '.gitignore');
  const old = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const present = old?.split('\n') ?? [];
  const missing = ignored.filter((line) => !present.includes(line));
  if (missing.length === 0) {
    return { path, text: undefined, says: 'kept' };
  }
  const before = old === undefined || old === '' || old.endsWith('\n') ? (old ?? '') : `${old}\n`;
  const says = old === undefined ? 'written' : `added ${missing.join(', ')}`;
  return { path, text: `${before}${missing.join('\n')}\n`, says };
}

/** Versions are exact, so that every installation synthesizes the same templates. */
function packageFile(folder: string, name: string): ProjectFile {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    return { path, text: undefined, says: 'kept' };
  }
  const devDependencies = { 'aws-cdk': dependencies['aws-cdk'], polyregion: version };
  return { path, text: json({ name, private: true, devDependencies }), says: 'written' };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
