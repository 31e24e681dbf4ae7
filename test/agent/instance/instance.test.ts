import { describe, expect, test } from 'vitest';
import { launchedAt } from '../../../agent/instance/instance';
import { backoffSeconds } from '../../../agent/ports/backoff';
import { callSites } from '../../../agent/ports/retry';

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000);

describe('the moment of a launch', () => {
  test.each([
    ['is what metadata say', -120, -120],
    ['may lie after the start of the kernel, where a clock is behind', 300, 300],
    ['of a slow machine is believed', -900, -900],
    ['F19: is the start of the kernel where a clock is a day ahead, or the instance was rebooted', -86_400, 0],
  ])('%s', (_what, pendingSeconds, expected) => {
    expect(launchedAt(at(pendingSeconds), at(0))).toEqual(at(expected));
  });
});

describe('the wait between two attempts', () => {
  test.each([
    [0, 1],
    [1, 2],
    [5, 32],
    [6, 60],
    [1000, 60],
  ])('F17: after %d failures is anything from half of %d s to all of it', (attempt, most) => {
    expect([backoffSeconds(attempt, 0), backoffSeconds(attempt, 0.5), backoffSeconds(attempt, 1)]).toEqual([
      most / 2,
      most * 0.75,
      most,
    ]);
  });
});

test('of an error only its places in the program are told, never its text', () => {
  const sites = callSites(new TypeError('a prompt\n    at line 7 of it'));

  expect(sites.length).toBeGreaterThan(0);
  expect(sites.join('\n')).toContain('instance.test.ts');
  expect(sites.join('\n')).not.toContain('at line 7 of it');
  expect(callSites('a prompt')).toEqual([]);
});
