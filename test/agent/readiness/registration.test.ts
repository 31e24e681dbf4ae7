import { expect, test } from 'vitest';
import { afterHealthCheck, type Registration } from '../../../agent/readiness/registration';

const after = (checks: readonly (readonly [number, number])[]): Registration =>
  checks.reduce<Registration>((registration, [at, status]) => afterHealthCheck(registration, at, status), {});

test('an instance is registered once it has called itself ready for an interval of the load balancer', () => {
  expect(
    after([
      [10, 200],
      [10.2, 200],
      [14, 200],
    ]),
  ).toEqual({ firstReadyAt: 10 });
  expect(
    after([
      [10, 200],
      [12, 200],
      [20, 200],
      [30, 200],
    ]),
  ).toEqual({ firstReadyAt: 10, registeredAt: 20 });
  expect(
    after([
      [0, 503],
      [10, 503],
    ]),
  ).toEqual({});
});
