import { expect, test } from 'vitest';
import { pasteableHints } from '../../lib/commands/pasteable-hints';

const hint = 'is old; run: npx polyregion pin, and npx polyregion artifacts push, then npx polyregion models';
const hinted = (file: string) =>
  pasteableHints([{ level: 'warning', path: 'lock', message: hint, source: 'a page' }], file)[0]?.message;

test('a hint names the fleet file that it is about, quoted where a shell needs it', () => {
  expect(hinted("my o'wn.yaml")).toBe(
    String.raw`is old; run: npx polyregion pin --fleet 'my o'\''wn.yaml', and npx polyregion artifacts push --fleet 'my o'\''wn.yaml', then npx polyregion models`,
  );
  expect(hinted('fleet.yaml')).toBe(hint);
});
