import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, planOf } from '../support/fleets';

const second = (limits: string, objectives: string): string =>
  edit(
    chatFleetText(),
    '\nregions: [us-east-1, us-west-2]',
    `
  - name: code
    shape: realtime-assistant
    model: llama-70b
    demand: { meanRequestsPerSecond: 5, peakRequestsPerSecond: 10, meanInputTokens: 2000, meanOutputTokens: 300 }
    ${limits}
    objectives: ${objectives}
    jurisdiction: united-states
    failover: { mode: active-active, recoverySeconds: 180 }

regions: [us-east-1, us-west-2]`,
  );

describe('two workloads on the engines of one model', () => {
  const text = second(
    'maxInputTokens: 16384\n    maxOutputTokens: 2048',
    '{ timeToFirstTokenSeconds: 0.6, timePerOutputTokenSeconds: 0.03 }',
  );
  const { plan, findings } = planOf(edit(text, 'serving: 400000', 'serving: 900000'));
  const [chat, code] = plan?.workloads ?? [];

  test('share one cell in each region', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(plan?.cells.map(({ region, loads }) => [region, loads.map(({ workload }) => workload)])).toEqual([
      ['us-east-1', ['chat', 'code']],
      ['us-west-2', ['chat', 'code']],
    ]);
  });

  test('take the longer limit and the lower concurrency', () => {
    expect(plan?.cells[0]?.engine.maxModelLengthTokens.value).toBe(16_384 + 2048);
    expect(chat?.types[0]?.replica.concurrency).toBe(code?.types[0]?.replica.concurrency);
    expect(chat?.types[0]?.replica.concurrency).toBeLessThan(64);
  });

  test('add up what they need, before it is rounded up', () => {
    const each = (workload: typeof chat): number =>
      Math.min(...(workload?.types ?? []).map(({ plannedRequestsPerSecond }) => plannedRequestsPerSecond.value));
    const both = 33.8 / each(chat) + 10 / each(code);

    // the other region is lost: all of both comes here
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([Math.ceil(both), Math.ceil(both)]);
    for (const { shareOfPeak } of chat?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo(Math.ceil(both) / both, 6);
    }
  });

  test('share its cost by what they need', () => {
    const monthly = (workload: typeof chat): number =>
      (workload?.cost.usdPerRequest.value ?? 0) * (workload?.demand.meanRequestsPerSecond.value ?? 0) * 730 * 3600;

    expect(monthly(chat) + monthly(code)).toBeCloseTo(plan?.phases[2]?.expectedUsdPerMonth.value ?? 0, 3);
  });
});
