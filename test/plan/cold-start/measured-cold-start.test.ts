import { describe, expect, test } from 'vitest';
import { loadPins } from '../../../lib/fleet/lock-file';
import { nothingMeasured } from '../../../lib/fleet/measurements';
import { withMeasurements } from '../../../lib/fleet/with-measurements';
import { expectedColdStart } from '../../../lib/plan/capacity/expected-cold-start';
import { makePlan } from '../../../lib/plan/make-plan';
import type { Plan } from '../../../lib/plan/plan';
import { chatFleetText, load, validPlan } from '../../support/fleets';

const seconds = (p50Seconds: number, slowestSeconds: number) => ({
  p50Seconds,
  p95Seconds: p50Seconds,
  slowestSeconds,
  samples: 12,
  until: '2026-11-24',
});

type Stages = Record<string, ReturnType<typeof seconds>>;

/** Plans with measured cold-start stages of the first allowed type, or of both types. */
function planWith(stages: Stages, more: Record<string, Stages> = {}): Plan {
  const { fleet } = load(chatFleetText());
  if (fleet === undefined) {
    throw new Error('the example is no fleet');
  }
  const measured = withMeasurements(fleet, {
    ...nothingMeasured,
    coldStarts: { 'llama-70b': { 'p5.48xlarge': stages, ...more } },
  });
  return makePlan(measured, loadPins(undefined, fleet.regions).pins).plan as Plan;
}

describe('a plan with measurements', () => {
  test('counts on a measured stage, says so with its date, and names what it replaces', () => {
    const [type] = planWith({ image: seconds(400, 600) }).workloads[0]?.types ?? [];

    expect(type?.coldStart.image).toMatchObject({ value: 400, high: 600, origin: 'measured', date: '2026-11-24' });
    expect(type?.coldStart.image.source).toContain('median of 12');
    expect(type?.coldStart.image.source).toContain('assumed before: 300 s, so +33 %');
    expect(type?.coldStart.launch.origin).toBe('assumed');
    // what was not measured of the other type is assumed there
    expect(planWith({ image: seconds(400, 600) }).workloads[0]?.types[1]?.coldStart.image).toMatchObject({
      value: 300,
      origin: 'assumed',
    });
    // the sum moves by the 100 s
    const [before] = validPlan().workloads[0]?.types ?? [];
    expect(type?.coldStart.totalSeconds.value).toBeCloseTo((before?.coldStart.totalSeconds.value ?? 0) + 100, 6);
  });

  test('never says that a way to shorten it makes it longer', () => {
    // without a cache it compiled in 5 s; reading the published one takes 15.9 s
    const ways = planWith({ compile: seconds(5, 6) }).workloads[0]?.types[0]?.coldStart.shortenings ?? [];

    expect(ways.find(({ way }) => way === 'compile cache')?.savedSeconds.value).toBe(0);
    expect(ways.filter(({ savedSeconds }) => savedSeconds.value < 0)).toEqual([]);
  });

  test('prefers the measured whole to the sum of its stages, and warms up as long as the slowest launch', () => {
    const plan = planWith(
      { total: seconds(700, 900), image: seconds(400, 600) },
      { 'p5en.48xlarge': { total: seconds(650, 800) } },
    );

    expect(plan.workloads[0]?.types[0]?.coldStart.totalSeconds).toMatchObject({ value: 700, origin: 'measured' });
    expect(plan.cells.map(({ coldStartAtMostSeconds }) => coldStartAtMostSeconds.value)).toEqual([900, 900]);
    expect(plan.cells.map((cell) => expectedColdStart(plan, cell))).toEqual([
      { low: 650, high: 900 },
      { low: 650, high: 900 },
    ]);
  });
});
