import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { anyFleet } from '../support/any-fleet';
import { planOf } from '../support/fleets';
import { tries } from '../support/test-length';

/** What a plan promises, and the places where it does not keep it. */
const promises: Readonly<Record<string, (plan: Plan) => unknown[]>> = {
  'a pool costs no more than its worst case': ({ cellCosts }) =>
    cellCosts
      .flatMap(({ pools }) => pools)
      .filter(({ expectedUsdPerHour, worstCaseUsdPerHour }) => expectedUsdPerHour.value > worstCaseUsdPerHour.value),

  'the workloads together pay for all of serving': ({ workloads, phases }) => {
    const paid = workloads.reduce(
      (usd, { cost, demand }) => usd + cost.usdPerRequest.value * demand.meanRequestsPerSecond.value * 730 * 3600,
      0,
    );
    const serving = phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value ?? Number.NaN;
    return Math.abs(paid / serving - 1) < 1e-6 ? [] : [{ paid, serving }];
  },

  'headroom and spot are parts of the expected cost': ({ phases }) =>
    phases.filter(
      ({ expectedUsdPerMonth, headroomUsdPerMonth, interruptibleUsdPerMonth }) =>
        headroomUsdPerMonth.value + interruptibleUsdPerMonth.value > expectedUsdPerMonth.value + 1e-6,
    ),

  'a workload is planned at the concurrency of the engines that serve it': ({ workloads, cells }) =>
    workloads.flatMap(({ name, model, types }) => {
      const planned = Math.min(...types.map(({ replica }) => replica.concurrency));
      return cells
        .filter((cell) => cell.model === model && cell.loads.some((load) => load.workload === name))
        .filter(({ engine }) => engine.concurrency !== planned)
        .map(({ region, engine }) => ({ name, region, planned, serving: engine.concurrency }));
    }),

  'every region of a deployed workload has its cell': (plan) => {
    const { workloads, cells } = deployedPart(plan);
    return workloads.flatMap(({ name, model, regions }) =>
      regions
        .filter((region) => !cells.some((cell) => cell.model === model && cell.region === region))
        .map((region) => ({ name, region })),
    );
  },

  'every deployed cell has a load': (plan) => deployedPart(plan).cells.filter(({ loads }) => loads.length === 0),
};

/** A batch on the engine of people's requests is the one thing that is refused where the plan chooses all sizes. */
const isExpected = (message: string): boolean => message.includes('which would wait behind the batch');

describe('the plan of any fleet without stated sizes', () => {
  test('keeps every promise by itself', () => {
    const seen = { plans: 0, cellsOfThreeLoads: 0 };

    fc.assert(
      fc.property(anyFleet, (fleet) => {
        const { plan, findings } = planOf(JSON.stringify(fleet));
        const refusals = findings.filter(({ level, message }) => level === 'error' && !isExpected(message));
        expect(refusals, 'what the plan refuses').toEqual([]);
        if (plan === undefined) {
          return;
        }
        seen.plans += 1;
        seen.cellsOfThreeLoads += plan.cells.filter(({ loads }) => loads.length === 3).length;
        for (const [promise, broken] of Object.entries(promises)) {
          expect(broken(plan), `${promise}: broken by`).toEqual([]);
        }
      }),
      tries(120, 3000),
    );

    expect(seen.plans).toBeGreaterThan(90);
    expect(seen.cellsOfThreeLoads).toBeGreaterThan(0);
  });
});
