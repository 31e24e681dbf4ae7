import { expect, test } from 'vitest';
import { HealthCheck } from '../../../lib/rehearsal/dns/health-check';

test.each([
  ['three failures in a row are needed', 'xx', true],
  ['and they are enough', 'xxx', false],
  ['a success between them begins anew', 'xx0xx', true],
  ['three successes are needed on the way back', 'xxx00', false],
  ['and they are enough', 'xxx000', true],
  ['flapping changes nothing', 'x0x0x0x0', true],
])('%s: %s', (_what, answers, isHealthy) => {
  const check = new HealthCheck(3);
  for (const answer of answers) {
    check.observe(answer === '0');
  }
  expect(check.isHealthy).toBe(isHealthy);
});
