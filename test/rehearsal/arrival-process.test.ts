import { expect, test } from 'vitest';
import type { Workload } from '../../lib/fleet/fleet';
import { usualSeconds } from '../../lib/rehearsal/arrival-process';
import { type Arrivals, requestStream } from '../../lib/rehearsal/request-stream';
import { load } from '../support/fleets';
import { readText } from '../support/project-root';

const workload = load(readText('fleets/small-team.yaml')).fleet?.workloads[0] as Workload;

test.each([
  ['day', 86_400],
  ['week', 604_800],
] as const)('random arrivals of a %s last that long unless stated, with the planned mean', (process, seconds) => {
  const arrivals: Arrivals = { process, dispersion: 1, seconds: usualSeconds[process], seed: 1 };
  const { count, arrivalSeconds } = requestStream(workload, arrivals, undefined, 1);

  // one request a second on average
  expect(count / seconds).toBeCloseTo(1, 1);
  expect(arrivalSeconds.at(-1)).toBeGreaterThan(seconds - 600);
});
