import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { QuietProgress } from '../../../lib/commands/calibrate/quiet-progress';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what is soon done says nothing, and what takes long says now and then where it is', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const progress = new QuietProgress();
  const saidAfter = (milliseconds: number, where: string): void => {
    vi.advanceTimersByTime(milliseconds);
    progress.say(where);
  };

  saidAfter(4999, 'day 1');
  saidAfter(1, 'day 2');
  saidAfter(4999, 'day 3');
  saidAfter(1, 'day 4');

  expect(write.mock.calls).toEqual([['day 2\n'], ['day 4\n']]);
});
