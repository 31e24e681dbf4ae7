import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Design, shippedDesign } from '../../../lib/rehearsal/faults/design';
import { type FaultKind, overlapping, type ScheduledFault } from '../../../lib/rehearsal/faults/fault-schedule';
import { simulateFaults } from '../../../lib/rehearsal/faults/simulate-faults';
import type { Invariant } from '../../../lib/rehearsal/faults/violation';
import { faultSchedules } from '../../../scripts/fault-schedules';
import { flowSetup } from '../../support/flow-setup';
import { tries } from '../../support/test-length';

const fault = (kind: FaultKind, at: number, seconds: number, where = 0, share = 0.5): ScheduledFault => ({
  kind,
  at,
  seconds,
  where,
  share,
});

const broken = async (design: Partial<Design>, ...faults: ScheduledFault[]): Promise<Invariant[]> => {
  const { violations } = await simulateFaults(flowSetup, faults, 1, { ...shippedDesign, ...design }, 3600);
  return violations.map(({ invariant }) => invariant);
};

describe('a fleet with gateways', () => {
  test('keeps every invariant under faults that overlap', async () => {
    await fc.assert(
      fc.asyncProperty(faultSchedules, fc.nat(2 ** 31 - 1), async (faults, seed) => {
        const { violations, ...counts } = await simulateFaults(flowSetup, faults, seed);
        expect(violations).toEqual([]);
        expect(counts.overlapping).toBeGreaterThanOrEqual(2);
      }),
      tries(6, 500),
    );
  });

  test('has schedules in which two faults overlap', () => {
    fc.assert(
      fc.property(faultSchedules, (faults) => {
        expect(overlapping(faults)).toBeGreaterThanOrEqual(2);
      }),
      tries(100, 1000),
    );
  });
});

/** Each breaks the design in one place, and has a schedule that shows it. */
const breakages: Record<Invariant, { design: Partial<Design>; faults: ScheduledFault[] }> = {
  J: {
    design: { regionsOf: (_, all) => all },
    faults: [0, 1].map((where) => fault('cell-empty', 600, 1, where)),
  },
  R: {
    design: { chooseTier: () => 0 },
    faults: [fault('cell-empty', 600, 1), fault('no-capacity', 600, 6000)],
  },
  L: {
    design: {
      resolve: (answers, nearest) =>
        nearest.find((region) => answers.some((one) => one.region === region && one.isHealthy)),
    },
    faults: [0, 1, 2].map((where) => fault('check-broken', 600, 3000, where)),
  },
  F: { design: { floorOf: () => 0 }, faults: [] },
  C: {
    design: { readyInstances: ({ desired }) => desired },
    faults: [
      fault('cell-empty', 600, 1),
      fault('partial-capacity', 600, 6000, 0, 0.3),
      fault('slow-region', 600, 6000, 0, 0.2),
    ],
  },
  I: {
    design: {
      repair: async (ports, { instanceId }) => {
        await ports.markUnhealthy(instanceId);
        return { outcome: 'replaced' };
      },
    },
    faults: [fault('gpu-fault', 600, 1), fault('events-repeated', 500, 3000)],
  },
  B: {
    design: {
      repair: (ports, request, now) => {
        const history = { ...ports.history, claim: async () => true, unhealthySince: async () => 0 };
        return shippedDesign.repair({ ...ports, history }, request, now);
      },
    },
    faults: [fault('gpu-fault', 600, 1), fault('gpu-fault', 620, 1)],
  },
  U: { design: { readyWithoutMetrics: false }, faults: [fault('metrics-lost', 600, 1200)] },
  X: {
    design: { mostCrossings: 2 },
    faults: [fault('cell-empty', 600, 1, 0), fault('instances-lost', 600, 1, 1, 0.6)],
  },
};

describe('a design that is broken in one place is found', () => {
  test.each(Object.entries(breakages))('%s', async (invariant, { design, faults }) => {
    expect(await broken(design, ...faults)).toContain(invariant);
    expect(await broken({}, ...faults)).toEqual([]);
  });
});
