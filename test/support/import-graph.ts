import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

// Not that of fleets.ts, which loads the planner.
export const projectRoot = join(__dirname, '../..');

const imported = /(?:from|import\()\s*'(\.[^']+)'/g;

/** The project's own files that a file imports, types included. */
function importsOf(file: string): string[] {
  if (!file.endsWith('.ts')) {
    return [];
  }
  const text = readFileSync(join(projectRoot, file), 'utf8');
  return [...text.matchAll(imported)].flatMap(([, target = '']) => {
    const path = normalize(join(file, '..', target.replace(/\.js$/, '')));
    return [`${path}.ts`, path].filter((candidate) => existsSync(join(projectRoot, candidate))).slice(0, 1);
  });
}

const known = new Map<string, readonly string[]>();

/** Everything that a file imports, itself and through others. */
export function reachedFrom(file: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!reached.has(next)) {
      reached.add(next);
      const imports = known.get(next) ?? importsOf(next);
      known.set(next, imports);
      waiting.push(...imports);
    }
  }
  return reached;
}
