import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { KnownAnswers } from '../sizing/simulated-cells';
import { replaceFile } from './replace-file';

/**
 * Answers of simulations in `node_modules/.cache/polyregion/`, in the folder of the fleet file or the nearest one above it. Git
 * ignores it, `npm ci` empties it, and a plan is the same without it: it only takes longer. Without such a `node_modules`
 * nothing is kept.
 */
export function knownSizes(folder: string): KnownAnswers {
  const modules = nodeModulesAbove(resolve(folder));
  if (modules === undefined) {
    return { read: () => undefined, write: () => undefined };
  }
  const cache = join(modules, '.cache', 'polyregion');
  const fileOf = (digest: string): string => join(cache, `sizes-${digest}.json`);
  return {
    read: (digest) => readAnswer(fileOf(digest)),
    write: (digest, answer) => {
      try {
        mkdirSync(cache, { recursive: true });
        replaceFile(fileOf(digest), `${JSON.stringify(answer)}\n`);
      } catch {
        // A folder that cannot be written costs time, and nothing else.
      }
    },
  };
}

/** A file that cannot be read, or was cut short, is as good as none. */
function readAnswer(path: string): ReturnType<KnownAnswers['read']> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function nodeModulesAbove(folder: string): string | undefined {
  const modules = join(folder, 'node_modules');
  if (existsSync(modules) && statSync(modules).isDirectory()) {
    return modules;
  }
  const above = dirname(folder);
  return above === folder ? undefined : nodeModulesAbove(above);
}
