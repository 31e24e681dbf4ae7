import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storeIn, writeWhole } from '../../../gateway-agent/io/write-whole';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file is replaced in one step, and nothing else is left', () => {
  const path = join(folder, 'new', 'endpoints.json');
  writeWhole(path, 'first');
  writeWhole(path, 'second');

  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(join(folder, 'new'))).toEqual(['endpoints.json']);
});

test('a disk that refuses is logged, and what was never written is unknown', () => {
  const said: string[] = [];
  writeFileSync(join(folder, 'file'), '');
  const store = storeIn(join(folder, 'file', 'instances.json'), (event) => said.push(event));
  store.write('text');

  expect(store.read()).toBeUndefined();
  expect(said).toEqual(['not written']);
});
