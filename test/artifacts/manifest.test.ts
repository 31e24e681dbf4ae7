import { expect, test } from 'vitest';
import { manifestOf } from '../../lib/artifacts/manifest';

const files = ['b', 'a/c', 'a'].map((path) => ({ path, size: 1, sha256: 'f'.repeat(64) }));

test('the same files give the same digest in any order, and another one when one differs', () => {
  const { digest, text } = manifestOf(files);

  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(manifestOf([...files].reverse()).digest).toBe(digest);
  expect(manifestOf(files.map((file) => ({ ...file, size: 2 }))).digest).not.toBe(digest);
  expect((JSON.parse(text) as { files: { path: string }[] }).files.map(({ path }) => path)).toEqual(['a', 'a/c', 'b']);
});
