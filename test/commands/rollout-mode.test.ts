import { expect, test } from 'vitest';
import { rolloutMode, unknownRolloutMode } from '../../lib/commands/rollout-mode';

test.each([
  [undefined, 'watched'],
  ['watched', 'watched'],
  ['unwatched', 'unwatched'],
  ['unguarded', undefined],
  ['', undefined],
])('-c rollout=%s is %s', (word, mode) => {
  expect(rolloutMode(word)).toBe(mode);
});

test('an unknown mode is refused with the known ones', () => {
  expect(unknownRolloutMode('off')).toContain('got "off", expected one of watched, unwatched');
});
