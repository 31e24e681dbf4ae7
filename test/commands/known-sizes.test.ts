import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { knownSizes } from '../../lib/commands/known-sizes';
import type { CellAnswer } from '../../lib/sizing/size-answer';

const home = mkdtempSync(join(tmpdir(), 'known-sizes-'));
afterAll(() => rmSync(home, { recursive: true }));

/** As a process that has found nothing itself. */
const anew = (folder: string) => knownSizes(folder, new Map());

const fewest = { own: 1, running: 2, grown: 2 };
const answer: readonly CellAnswer[] = [
  {
    region: 'us-east-1',
    growthRatio: 1.2,
    ends: { central: fewest, cautious: null },
    kept: [{ workload: 'chat', at: 'p95', timeToFirstTokenSeconds: 0.1 + 0.2, timePerOutputTokenSeconds: 0.02 }],
  },
];

test('an answer is kept in the nearest node_modules above the fleet file, and read back as it was', () => {
  const repository = join(home, 'repository');
  const folder = join(repository, 'fleets', 'europe');
  mkdirSync(join(repository, 'node_modules'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  anew(folder).write('abc', answer);

  expect(anew(folder).read('abc')).toEqual(answer);
  expect(anew(repository).read('abc')).toEqual(answer);
  expect(anew(folder).read('def')).toBeUndefined();
  expect(readdirSync(repository).sort()).toEqual(['fleets', 'node_modules']);
});

test('a file that was cut short is as good as none', () => {
  const repository = join(home, 'cut');
  const cache = join(repository, 'node_modules', '.cache', 'polyregion');
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'sizes-abc.json'), '[{"region":"us-ea');

  expect(anew(repository).read('abc')).toBeUndefined();
});

test('without node_modules nothing is written, and the process itself remembers', () => {
  const folder = join(home, 'bare');
  mkdirSync(folder);
  knownSizes(folder).write('abc', answer);

  expect(knownSizes(home).read('abc')).toBe(answer);
  expect(anew(folder).read('abc')).toBeUndefined();

  expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
