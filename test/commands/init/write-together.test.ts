import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeTogether } from '../../../lib/commands/init/write-together';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-together-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('writes every file, and leaves nothing else', () => {
  writeTogether(
    new Map([
      [at('a'), 'one'],
      [at('b'), 'two'],
    ]),
  );

  expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  expect(readFileSync(at('b'), 'utf8')).toBe('two');
});

test('puts back what it has written when a later file cannot take its place', () => {
  // GIVEN a file to replace, and a folder where the last file should go
  writeFileSync(at('old'), 'before');
  mkdirSync(at('taken'));
  writeFileSync(at('taken/inside'), 'kept');

  // WHEN
  const write = () =>
    writeTogether(
      new Map([
        [at('new'), '1'],
        [at('old'), '2'],
        [at('taken'), '3'],
      ]),
    );

  // THEN
  expect(write).toThrow();
  expect(readdirSync(folder).sort()).toEqual(['old', 'taken']);
  expect(readFileSync(at('old'), 'utf8')).toBe('before');
});
