import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';

/**
 * What `npx polyregion rehearse --fewest` said of the default fleet on 2026-11-27, when arithmetic still sized it: for chat two
 * instances in each region at both ends of the throughput, for documents four at the central and six at the cautious end.
 */
const rehearsed = { chat: { central: 2, cautious: 2 }, documents: { central: 4, cautious: 6 } };

const plan = validPlan('fleet.yaml');
const cellsOf = (workload: string) => plan.cells.filter(({ loads }) => loads[0]?.workload === workload);

describe('the default fleet is sized by simulation', () => {
  test('chat has been measured on its GPU, so that the cautious end decides; documents have not', () => {
    expect(cellsOf('chat').map(({ simulated }) => simulated?.confidence)).toEqual(['cautious', 'cautious']);
    expect(cellsOf('documents').map(({ simulated }) => simulated?.confidence)).toEqual(['central', 'central']);
  });

  test('each cell has the fewest instances that a rehearsal found', () => {
    expect(cellsOf('chat').map(({ minInstances }) => minInstances.value)).toEqual([2, 2]);
    expect(cellsOf('documents').map(({ minInstances }) => minInstances.value)).toEqual([4, 4]);
    for (const workload of ['chat', 'documents'] as const) {
      const { central, cautious } = rehearsed[workload];
      for (const { simulated } of cellsOf(workload)) {
        const isCautious = simulated?.confidence === 'cautious';
        expect(simulated?.decided?.running.value).toBe(isCautious ? cautious : central);
        expect(simulated?.runningAtOtherEnd?.value).toBe(isCautious ? central : cautious);
      }
    }
  });

  test('arithmetic would have bought three and seven', () => {
    expect(plan.cells.map(({ simulated }) => simulated?.arithmeticInstances.value)).toEqual([
      ...[3, 3],
      ...[7, 7],
      ...[undefined, undefined],
    ]);
  });

  test('its p95 keeps every promise', () => {
    for (const { name, objectives } of plan.workloads) {
      for (const { simulated } of objectives.latency === undefined ? [] : cellsOf(name)) {
        expect(simulated?.kept).toHaveLength(1);
        for (const promise of ['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds'] as const) {
          expect(simulated?.kept[0]?.[promise].value).toBeLessThanOrEqual(objectives.latency?.[promise] ?? 0);
        }
      }
    }
  });

  test('costs about 179,000 USD a month for GPU instances', () => {
    const [serving] = plan.phases.filter(({ phase }) => phase === 'serving');
    // 730 h × (2 × 2 × 55.04 + 4 × (2.8035 + 2.37822)) = 175,847; the batch on spot adds about 3,300
    expect(serving?.expectedUsdPerMonth.value).toBeGreaterThan(175_847);
    expect(serving?.expectedUsdPerMonth.value).toBeLessThan(175_847 + 6_700);
  });
});
