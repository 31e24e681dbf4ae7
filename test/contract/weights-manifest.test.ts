import { expect, test } from 'vitest';
import { manifestOf } from '../../lib/artifacts/manifest';

test.each(['/etc/passwd', '../outside', 'a/../../b', ''])('a push writes no manifest that names %j', (path) => {
  expect(() => manifestOf([{ path, size: 1, sha256: 'f'.repeat(64) }])).toThrow(
    'manifest: files[0].path: expected a relative path that stays inside the folder of the weights',
  );
});
