import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { KnownAnswer, KnownAnswers } from '../sizing/simulated-cells';
import { replaceFile } from './replace-file';

type Answers = Map<string, readonly KnownAnswer[]>;

/** One command often plans the same fleet again, and a folder need not have `node_modules`. */
const ofThisProcess: Answers = new Map();

/**
 * Answers of simulations in `node_modules/.cache/polyregion/`, in the folder of the fleet file or the nearest one above it. Git
 * ignores it, `npm ci` empties it, and a plan is the same without it: it only takes longer. Without such a `node_modules`
 * they are kept as long as the process runs.
 *
 * @param remembered answers that were found or read before, which is where they are looked for first
 */
export function knownSizes(folder: string, remembered: Answers = ofThisProcess): KnownAnswers {
  const modules = nodeModulesAbove(resolve(folder));
  const cache = modules && join(modules, '.cache', 'polyregion');
  const fileOf = (digest: string) => cache && join(cache, `sizes-${digest}.json`);
  return {
    read: (digest) => remembered.get(digest) ?? readAnswer(fileOf(digest)),
    write: (digest, answer) => {
      remembered.set(digest, answer);
      const file = fileOf(digest);
      if (file !== undefined) {
        keepAnswer(file, answer);
      }
    },
  };
}

function keepAnswer(path: string, answer: readonly KnownAnswer[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, `${JSON.stringify(answer)}\n`);
  } catch {
    // A folder that cannot be written costs time, and nothing else.
  }
}

/** A file that cannot be read, or was cut short, is as good as none. */
function readAnswer(path: string | undefined): ReturnType<KnownAnswers['read']> {
  try {
    return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
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
