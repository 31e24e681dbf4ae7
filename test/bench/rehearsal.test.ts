import { expect, test } from 'vitest';
import { closedLoopErrors } from '../../bench/rehearsal/closed-loops';
import { fittedFactor, runErrors, runNames } from '../../bench/rehearsal/recorded-runs';

test.each(runNames)(
  'every request of the recorded run of %s ends when it did, once the speed of the GPU is known',
  (name) => {
    const errors = runErrors(fittedFactor([name])).find(({ run }) => run === name);

    expect(errors?.requestError).toBeLessThan(0.02);
    expect(errors?.perOutputTokenError).toBeLessThan(0.02);
  },
);

test('engines whose steps come from measured rows are as fast as the rows, most of them to a hundredth', () => {
  const errors = closedLoopErrors();
  const near = (of: 'perOutputToken' | 'requestsPerSecond') => errors.filter((row) => row[of] < 0.01).length;

  expect(errors.length).toBeGreaterThan(1000);
  expect(near('perOutputToken') / errors.length).toBeGreaterThan(0.6);
  expect(near('requestsPerSecond') / errors.length).toBeGreaterThan(0.6);
});
