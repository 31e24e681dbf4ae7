import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../../lib/fleet/fleet';
import { loadPins } from '../../../lib/fleet/lock-file';
import { allPhases } from '../../../lib/plan/holders/phase-costs';
import type { IdleWorkPlan } from '../../../lib/plan/idle/idle-work';
import { makePlan } from '../../../lib/plan/make-plan';
import type { Plan } from '../../../lib/plan/plan';
import { simulatedCells } from '../../../lib/sizing/simulated-cells';
import { edit, load, planOf } from '../../support/fleets';
import { readText } from '../../support/project-root';

const batchOf = (model: string, capacity: string) => `
  - name: nightly
    shape: batch-inference
    model: ${model}
    ${capacity}
    demand: { meanRequestsPerSecond: 1, meanInputTokens: 922, meanOutputTokens: 922 }
    maxInputTokens: 8192
    maxOutputTokens: 1024
    objectives: { deadlineHours: 24 }
    jurisdiction: united-states
    failover: { mode: active-active, recoverySeconds: 3600 }
`;

/** Lengths that were measured, a demand that is the same all day, and one type, so that each rate is a row of a table. */
const flat = [
  ['meanRequestsPerSecond: 4', 'meanRequestsPerSecond: 2'],
  ['peakRequestsPerSecond: 8', 'peakRequestsPerSecond: 2'],
  ['[p5.48xlarge, p5en.48xlarge]', '[p5.48xlarge]'],
  ['\nmodels:', '\nsizing: simulated\nmodels:'],
] as const;
const chat = flat.reduce((text, [from, to]) => edit(text, from, to), readText('fleets/measured-lengths.yaml'));
const idle = edit(chat, '\nregions:', `${batchOf('llama-70b', 'capacity: idle\n    phase: evaluation')}\nregions:`);
const { plan, findings } = planOf(idle);
const work = plan?.idleWork[0] as IdleWorkPlan;

/**
 * Requests a second of a replica with 16 and 32 requests in flight, by Little's law from the measured TTFT and TPOT: for
 * example 32 ÷ (0.1748005 + 921 × 0.0164915) s.
 */
const [with16, with32] = [16 / (0.1214133 + 921 * 0.0131922), 32 / (0.1748005 + 921 * 0.0164915)];

/** Two replicas with 24 in flight each: target tracking holds 96 of 128 on an instance, and half of that over two replicas. */
const full = 2 * ((with16 + with32) / 2);

describe('a batch on what one instance in each of two regions leaves idle', () => {
  test('may fill a replica to a half of what target tracking holds, because one instance is the minimum', () => {
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([1, 1]);
    expect(plan?.cells.map(({ targetRequestsInFlight }) => targetRequestsInFlight.value)).toEqual([96, 96]);
    expect(work.cells.map(({ belowInFlight, heldBackBy }) => [belowInFlight.value, heldBackBy])).toEqual([
      [24, 'target tracking'],
      [24, 'target tracking'],
    ]);
  });

  test('gets what the chat leaves: 60 % of it in one region, 40 % in the other', () => {
    expect(work.cells.map(({ fullRequestsPerSecond }) => fullRequestsPerSecond.value)).toEqual([
      expect.closeTo(full, 4),
      expect.closeTo(full, 4),
    ]);
    expect(work.cells.map(({ idleRatio }) => idleRatio.value)).toEqual([
      expect.closeTo(1 - 1.2 / full, 4),
      expect.closeTo(1 - 0.8 / full, 4),
    ]);
    expect(work.cells.map(({ requestsPerSecond }) => requestsPerSecond.value)).toEqual([
      expect.closeTo(full - 1.2, 4),
      expect.closeTo(full - 0.8, 4),
    ]);
  });

  test('is done with the 86,400 requests of a day after 5 hours, and after 17 h where the other region has all of the chat', () => {
    expect(work.doneAfterSeconds.value / 3600).toBeCloseTo(24 / (2 * full - 2), 2);
    expect(
      work.afterLoss.map(({ lostRegion, doneAfterSeconds }) => [lostRegion, doneAfterSeconds.value / 3600]),
    ).toEqual([
      ['us-east-1', expect.closeTo(24 / (full - 2), 2)],
      ['us-west-2', expect.closeTo(24 / (full - 2), 2)],
    ]);
  });

  test('saves what the same batch costs on a second entry of the model, and buys nothing', () => {
    const second = `${chat.slice(chat.indexOf('  - name: llama-70b'), chat.indexOf('\naccess:'))}`;
    const own = edit(
      edit(chat, '\nregions:', `${batchOf('second', 'capacity: own')}\nregions:`),
      '\naccess:',
      `${second.replace('name: llama-70b', 'name: second')}\naccess:`,
    );
    const usd = (one: Plan | undefined) => allPhases((one as Plan).phases).expectedUsdPerMonth.value;
    const alone = usd(planOf(chat).plan);

    expect(usd(plan)).toBe(alone);
    expect(work.savedUsdPerMonth?.value).toBeCloseTo(usd(planOf(own).plan) - alone, 2);
  });

  test('is worth its part of what the instances cost, all of which serving pays', () => {
    const cells = 2 * 55.04 * 730;

    expect(work.worthUsdPerMonth.value / ((cells * 1) / (2 * full))).toBeCloseTo(1, 3);
    expect(plan?.phases.find(({ phase }) => phase === 'evaluation')?.expectedUsdPerMonth.value).toBe(0);
  });

  test('is counted, and says that it is not deployed', () => {
    expect(work.notYetDeployed).toContain('queue');
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        path: 'workloads[1].capacity',
        message: expect.stringContaining('is planned and counted, but nothing of it is deployed yet'),
      }),
    );
    expect(plan?.workloads.map(({ name }) => name)).toEqual(['chat']);
  });
});

describe('the hours of a trace of a day or more', () => {
  const fleet = load(idle).fleet as Fleet;
  const pins = loadPins(undefined, fleet.regions).pins;
  /** The chat comes in half of the day alone, twice as much then. */
  const day = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 2 : 0));
  const nothingKnown = { read: () => undefined, write: () => undefined };
  const cells = simulatedCells(fleet, { digest: () => undefined, requests: () => undefined }, nothingKnown);
  const { answer } = makePlan(
    fleet,
    pins,
    cells.map((cell) => ({ ...cell, ...(cell.idle && { idle: { ...cell.idle, days: { chat: day } } }) })),
  );
  const [traced] = answer?.idleWork ?? [];

  test('decide when the work is done: begun as the busy half begins, the same share of the day is idle', () => {
    // All of the chat in one half: the rates of the busy hours are 2 × full − 4, of the others 2 × full.
    const busyHour = 2 * full - 4;
    expect(traced?.doneAfterSeconds.value).toBeCloseTo((24 / busyHour) * 3600, -1);
    expect(traced?.doneAfterSeconds.source).toContain('the day of the trace');
    expect(traced?.cells[0]?.idleRatio.value).toBeCloseTo(1 - 1.2 / full, 4);
  });

  test('after the loss of a region, the busy half leaves nothing, so that the work waits twelve hours for the other', () => {
    // 4 requests/s in the busy half are more than one instance does; then the whole of it is idle.
    expect(full).toBeLessThan(4);
    expect(traced?.afterLoss[0]?.doneAfterSeconds.value).toBeCloseTo((12 + 24 / full) * 3600, -1);
  });
});

describe('the plan is refused', () => {
  test('with what binds, where the idle share does not do the work by the deadline', () => {
    const late = planOf(edit(idle, 'deadlineHours: 24', 'deadlineHours: 5'));

    expect(late.plan).toBeUndefined();
    expect(late.answer?.idleWork).toHaveLength(1);
    expect(late.findings.filter(({ level }) => level === 'error')).toMatchObject([
      {
        path: 'workloads[1].objectives.deadlineHours',
        message: expect.stringMatching(
          /cannot be met on idle capacity: us-east-1 has 0\.6457 of its instances idle, with 24 requests in flight on a replica, held back by target tracking; .*got 5, expected 5\.028 h .* capacity: own and a model entry of its own, which costs about/,
        ),
      },
      {
        path: 'workloads[1].failover.survivorsShareRatio',
        message: expect.stringContaining('is not kept after losing'),
      },
    ]);
  });

  test('where only the loss of a region makes it late, unless no failover is promised', () => {
    const between = edit(idle, 'deadlineHours: 24', 'deadlineHours: 6');
    const none = between.replace(
      'failover: { mode: active-active, recoverySeconds: 3600 }',
      'failover: { none: it waits until the region is back, owner: platform@example.com }',
    );

    expect(planOf(between).findings.filter(({ level }) => level === 'error')).toMatchObject([
      { path: 'workloads[1].failover.survivorsShareRatio' },
    ]);
    expect(planOf(none).findings.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
