import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../lib/commands/read-plan';
import type { Fleet } from '../../lib/fleet/fleet';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import { type ServedRequests, servedWorkloads } from '../../lib/plan/capacity/served-workload';
import { waitedForByModel } from '../../lib/plan/capacity/waited-for';
import type { Plan } from '../../lib/plan/plan';
import { besideOf, sentWithBatch } from '../../lib/rehearsal/beside';
import { rehearse } from '../../lib/rehearsal/rehearse';
import { type Arrivals, requestStream } from '../../lib/rehearsal/request-stream';
import { simulateCellPlan } from '../../lib/rehearsal/simulate-cell-plan';
import { rehearsalText } from '../../lib/report/rehearsal-text';

const { fleet, plan } = readPlan('fleets/vision.yaml') as { fleet: Fleet; plan: Plan };
const arrivals: Arrivals = { process: 'poisson', dispersion: 10, seconds: 600, seed: 1 };
const options = { arrivals, recorded: () => undefined, says: () => undefined };
const rehearsal = rehearse(fleet, plan, options);
const [summaries] = rehearsal.idleWork;
const [planned, withoutEast, , , half] = summaries?.conditions ?? [];

describe('a batch on idle capacity', () => {
  test('is rehearsed beside the workloads of its cells, under the same conditions, and has no rehearsal of its own', () => {
    expect(summaries).toMatchObject({
      workload: 'summaries',
      model: 'qwen-vl',
      beside: ['documents'],
      deadlineHours: 24,
    });
    expect(summaries?.conditions.map(({ condition }) => condition)).toEqual(
      rehearsal.workloads[0]?.conditions.map(({ condition }) => condition),
    );
    expect(rehearsal.batches).toEqual([]);
  });

  test('does what the others leave: less with more demand, least where one region has all of it', () => {
    const [whole, more, lost] = [planned, half, withoutEast].map((one) => one?.central.requestsPerSecond ?? 0);

    expect(whole).toBeGreaterThan(more as number);
    expect(more).toBeGreaterThan(lost as number);
    expect(planned?.cautious.requestsPerSecond).toBeLessThan(whole as number);
  });

  test('takes as many hours as its 17,280 requests of a day need at that pace, half as many more with half more demand', () => {
    const { requestsPerSecond = 1, hours = 0 } = planned?.central ?? {};

    expect(hours).toBeCloseTo(17_280 / requestsPerSecond / 3600, 9);
    expect(half?.central.hours).toBeCloseTo((1.5 * 17_280) / (half?.central.requestsPerSecond ?? 1) / 3600, 9);
  });

  test('lets the others wait, and their promise holds where the plan promises it', () => {
    const alone = rehearse(fleet, { ...plan, idleWork: [] }, options).workloads[0]?.conditions ?? [];
    const beside = rehearsal.workloads[0]?.conditions ?? [];

    expect(beside.map(({ central }) => central.requests)).toEqual(alone.map(({ central }) => central.requests));
    expect(beside[0]?.central.timePerOutputTokenSeconds.p95).toBeGreaterThan(
      alone[0]?.central.timePerOutputTokenSeconds.p95 ?? 1,
    );
    for (const { central } of beside.slice(0, 3)) {
      expect(central.timeToFirstTokenSeconds.p95).toBeLessThanOrEqual(4);
      expect(central.timePerOutputTokenSeconds.p95).toBeLessThanOrEqual(0.1);
      expect(central.shedRatio).toBe(0);
    }
  });

  test('launches no instance and keeps none: the groups have as many as without it', () => {
    const alone = rehearse(fleet, { ...plan, idleWork: [] }, options).workloads[0]?.conditions ?? [];

    expect(rehearsal.workloads[0]?.conditions.map(({ central }) => central.meanInstances)).toEqual(
      alone.map(({ central }) => central.meanInstances),
    );
  });

  test('over an assumed day does what the plan says, to a tenth', () => {
    const [one] = waitedForByModel(servedWorkloads(fleet).served)[0] as [ServedRequests];
    const [cell] = plan.cells as [CellPlan];
    const day = requestStream(one.workload, { ...arrivals, process: 'day', seconds: 86_400 }, undefined, 0.5);
    const sent = sentWithBatch(day, cell, [one], besideOf(fleet, plan, 'qwen-vl'), 1);

    const { outcome } = simulateCellPlan({ plan, cell, sharing: [one], ...sent, end: 'central', instances: 1 });

    const done = outcome.finishedAt.slice(day.count).filter((at) => !Number.isNaN(at)).length;
    const ratio = done / outcome.seconds / (plan.idleWork[0]?.cells[0]?.requestsPerSecond.value ?? 0);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  test('is the same again with the same seed, and can be asked for by its name', () => {
    expect(rehearse(fleet, plan, options, 'summaries')).toEqual({ ...rehearsal, workloads: [] });
  });
});

test('a terminal of 80 columns shows the pace, the hours and what is preempted', () => {
  const text = stripVTControlCharacters(rehearsalText(rehearsal));

  expect(text).toContain('summaries: on what qwen-vl leaves idle beside documents; not deployed yet');
  expect(text).toContain('│ done/s ');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});
