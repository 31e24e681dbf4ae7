import { describe, expect, test } from 'vitest';
import { loadPins } from '../../lib/fleet/lock-file';
import { withMeasurements } from '../../lib/fleet/measured-file';
import { expectedColdStart } from '../../lib/plan/expected-cold-start';
import { makePlan } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { chatFleetText, load, validPlan } from '../support/fleets';

const seconds = (p50Seconds: number, slowestSeconds: number) => ({
  p50Seconds,
  p95Seconds: p50Seconds,
  slowestSeconds,
  samples: 12,
  until: '2026-11-24',
});

function planWith(stages: Record<string, ReturnType<typeof seconds>>): Plan {
  const { fleet } = load(chatFleetText());
  if (fleet === undefined) {
    throw new Error('the example is no fleet');
  }
  const measured = withMeasurements(fleet, { coldStarts: { 'llama-70b': stages } });
  return makePlan(measured, loadPins(undefined, fleet.regions).pins).plan as Plan;
}

describe('a plan with measurements', () => {
  test('counts on a measured stage, says so with its date, and names what it replaces', () => {
    const [type] = planWith({ image: seconds(400, 600) }).workloads[0]?.types ?? [];

    expect(type?.coldStart.image).toMatchObject({ value: 400, high: 600, origin: 'measured', date: '2026-11-24' });
    expect(type?.coldStart.image.source).toContain('median of 12');
    expect(type?.coldStart.image.source).toContain('assumed before: 300 s, so +33 %');
    expect(type?.coldStart.launch.origin).toBe('assumed');
    // the sum moves by the 100 s
    const [before] = validPlan().workloads[0]?.types ?? [];
    expect(type?.coldStart.totalSeconds.value).toBeCloseTo((before?.coldStart.totalSeconds.value ?? 0) + 100, 6);
  });

  test('prefers the measured whole to the sum of its stages, and warms up as long as the slowest launch', () => {
    const plan = planWith({ total: seconds(700, 900), image: seconds(400, 600) });

    expect(plan.workloads[0]?.types[0]?.coldStart.totalSeconds).toMatchObject({ value: 700, origin: 'measured' });
    expect(plan.cells.map(({ coldStartAtMostSeconds }) => coldStartAtMostSeconds.value)).toEqual([900, 900]);
    expect(plan.cells.map((cell) => expectedColdStart(plan, cell))).toEqual([
      { low: 700, high: 900 },
      { low: 700, high: 900 },
    ]);
  });
});
