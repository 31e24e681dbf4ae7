import { expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { makePlan } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { settledFleet } from '../../lib/plan/settled-fleet';
import { rehearse } from '../../lib/rehearsal/rehearse';
import { simulatedCells } from '../../lib/sizing/simulated-cells';
import { load } from '../support/fleets';
import { readText } from '../support/project-root';

/** Two jurisdictions, and a second workload beside `hilfe` with other lengths and another promise. */
function fleetOf(): Fleet {
  const fleet = load(readText('fleets/two-jurisdictions.yaml')).fleet as Fleet;
  const [chat, help] = fleet.workloads as [Fleet['workloads'][number], Fleet['workloads'][number]];
  const quiet = { ...help.demand, meanRequestsPerSecond: 1, peakRequestsPerSecond: 3 };
  const second = {
    ...help,
    name: 'auskunft',
    demand: { ...quiet, meanInputTokens: 700, meanOutputTokens: 120 },
    failover: { ...help.failover, survivorsShareRatio: 0.5 },
  } as typeof help;
  const short = { ...chat, demand: { ...quiet, meanInputTokens: 1000, meanOutputTokens: 200 } } as typeof chat;
  return settledFleet({ ...fleet, sizing: 'simulated', workloads: [short, help, second] });
}

const reversed = (fleet: Fleet): Fleet => ({
  ...fleet,
  workloads: [...fleet.workloads].reverse(),
  models: [...fleet.models].reverse(),
});

const fleet = fleetOf();
const sizesOf = (one: Fleet) =>
  simulatedCells(
    one,
    { digest: () => undefined, requests: () => undefined },
    { read: () => undefined, write: () => undefined },
  );
const sorted = <T extends { readonly model: string; readonly region?: string; readonly workload?: string }>(
  all: readonly T[],
) =>
  [...all].sort((a, b) => (`${a.model} ${a.region} ${a.workload}` < `${b.model} ${b.region} ${b.workload}` ? -1 : 1));

test('sizes and rehearsals do not depend on the order of models and workloads in the fleet file', () => {
  const rehearsed = (one: Fleet) => {
    const simulated = sizesOf(one);
    const plan = makePlan(one, loadPins(undefined, one.regions).pins, simulated).plan as Plan;
    const { workloads } = rehearse(one, plan, {
      arrivals: { process: 'poisson', dispersion: 1, seconds: 30, seed: 1 },
      recorded: () => undefined,
      says: () => undefined,
    });
    return { simulated: sorted(simulated), workloads: sorted(workloads) };
  };

  expect(rehearsed(reversed(fleet))).toEqual(rehearsed(fleet));
});
