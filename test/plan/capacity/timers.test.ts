import { describe, expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import { timerFindings } from '../../../lib/plan/capacity/timer-findings';
import { timerPlan } from '../../../lib/plan/capacity/timers';
import { chatFleetText, edit, load, planOf, validPlan } from '../../support/fleets';

describe('the timers of a cell, by hand', () => {
  const timers = validPlan().cells[0]?.timers;

  test('a launch is given up at one and a half times the slow end of a cold start', () => {
    expect(timers?.launchHookSeconds.value).toBe(Math.ceil(1157 * 1.5));
  });

  test('an instance that leaves finishes its longest request: 1 s + 1024 × 0.05 s, rounded up', () => {
    expect(timers?.deregistrationDelaySeconds.value).toBe(53);
    expect(timers?.engineShutdownSeconds.value).toBe(53);
    expect(timers?.drainHookSeconds.value).toBe(53 + 30);
    expect(timers?.scaleInSeconds.value).toBe(53 + 83);
  });

  test('a connection may be silent for the longest answer, and for two minutes at least', () => {
    const idle = (tokens: number) =>
      planOf(edit(chatFleetText(), 'maxOutputTokens: 1024', `maxOutputTokens: ${tokens}`)).plan?.cells[0]?.timers
        .idleTimeoutSeconds.value;

    expect(timers?.idleTimeoutSeconds.value).toBe(120);
    expect(idle(4096)).toBe(Math.ceil(1 + 4096 * 0.05));
  });

  test('spot has its two minutes less ten seconds, the deregistration delay among them', () => {
    expect(timers?.spotDrainSeconds.value).toBe(110);
    expect(timers?.spotDrainHookSeconds.value).toBe(110 - 53);
  });

  // [longest request, hook on demand, hook on spot]: none shorter than 30 s or longer than 7200 s
  test.each([
    [0, 30, 30],
    [1, 31, 31],
    [40, 70, 70],
    [41, 71, 69],
    [80, 110, 30],
    [81, 111, 30],
    [7170, 7200, 30],
    [7171, 7200, 30],
  ])('a longest request of %d s', (longest, onDemand, spot) => {
    const { drainHookSeconds, spotDrainHookSeconds } = timerPlan(
      assumed(1000, 's', 'a test'),
      assumed(longest, 's', 'a test'),
    );

    expect([drainHookSeconds.value, spotDrainHookSeconds.value]).toEqual([onDemand, spot]);
  });
});

describe('timers that cannot be', () => {
  test('a request longer than a spot instance has fails', () => {
    const text = edit(
      edit(chatFleetText(), 'maxOutputTokens: 1024', 'maxOutputTokens: 4096'),
      '    precision: fp8',
      '    pools: { overflow: { maxInstances: 1 } }\n    precision: fp8',
    );

    expect(planOf(text).findings.find(({ path }) => path === 'models[0].pools.overflow')).toMatchObject({
      level: 'error',
      message: expect.stringContaining('cuts requests that run longer than a spot instance has: 110 s of its notice'),
    });
  });

  test('a request longer than a load balancer waits fails', () => {
    const text = edit(chatFleetText(), 'maxOutputTokens: 1024', 'maxOutputTokens: 100000');

    expect(planOf(text).findings.find(({ path }) => path === 'workloads[0].maxOutputTokens')).toMatchObject({
      level: 'error',
      message: expect.stringContaining('makes a request last up to 5001 s'),
    });
  });

  test('weights that take longer to load than Auto Scaling waits fail', () => {
    const { fleet } = load(chatFleetText());
    const plan = validPlan();
    const cells = plan.cells.map((cell) => ({
      ...cell,
      timers: { ...cell.timers, launchHookSeconds: { ...cell.timers.launchHookSeconds, value: 7201 } },
    }));

    expect(timerFindings(fleet as NonNullable<typeof fleet>, plan)).toEqual([]);
    expect(timerFindings(fleet as NonNullable<typeof fleet>, { ...plan, cells })).toMatchObject([
      {
        level: 'error',
        path: 'models[0].weights',
        message: expect.stringContaining('of llama-70b take so long to load that Auto Scaling gives the launch up'),
      },
    ]);
  });
});

describe('a jump in demand, by hand', () => {
  const spike = validPlan().cells[0]?.spike;

  test('refuses what the instances that load would carry: one of four for three minutes and a cold start', () => {
    expect(spike?.shedRatio.value).toBe(0.25);
    expect(spike?.loadingSeconds.value).toBe(180 + 1157);
    expect(spike?.shedRequests.value).toBeCloseTo(13.81884 * 1337, 0);
  });

  test('is met by a minimum that is raised a cold start ahead', () => {
    expect(spike?.leadSeconds.value).toBe(1157);
  });
});
