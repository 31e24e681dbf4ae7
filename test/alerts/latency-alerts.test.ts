import { describe, expect, test } from 'vitest';
import type { Alert } from '../../lib/alerts/alert';
import { latencyAlerts } from '../../lib/alerts/latency-alerts';
import { rolloutAlertIds } from '../../lib/contract/rollout';
import type { Period } from '../../lib/rehearsal/cloudwatch/metric-math';
import { alarmState } from '../support/alarm-state';
import { chatFleetText, edit, planOf, validPlan } from '../support/fleets';

const alerts = latencyAlerts(validPlan());
const alert = (id: string): Alert => alerts.find((one) => one.id === id) as Alert;
const fiveMinutes = (minute: Period): Period[] => Array.from({ length: 5 }, () => minute);

/** What CloudWatch makes of one value an instance. */
const minuteOf = (...seconds: number[]): Period => ({
  slowest: Math.max(...seconds),
  together: seconds.reduce((total, one) => total + one, 0),
  instances: seconds.length,
});
const silent: Period = { slowest: undefined, together: undefined, instances: undefined };

describe('an instance slower than its peers', () => {
  const peers = alert('slower-than-peers');

  // F20: the first instance of a version whose TTFT is three times that of the others, in cells of two to twenty.
  test.each([2, 3, 9, 20])('F20: a new version three times as slow fires at the first of %i instances', (size) => {
    const old = Array.from({ length: size - 1 }, () => 0.2);

    expect(alarmState(peers, fiveMinutes(minuteOf(...old, 0.6)))).toBe('ALARM');
  });

  test.each([
    ['all alike', [0.2, 0.2, 0.2]],
    ['all three times as slow, which the load of an hour does', [0.6, 0.6, 0.6]],
    ['half as slow again, which prompts do', [0.2, 0.2, 0.3]],
    ['just under twice', [0.2, 0.2, 0.399]],
    ['one that is faster', [0.2, 0.2, 0.07]],
    ['no peers', [0.6]],
  ])('does not fire with %s', (_what, seconds) => {
    expect(alarmState(peers, fiveMinutes(minuteOf(...seconds)))).toBe('OK');
  });

  test('waits for five minutes, in which a cold prefix cache fills', () => {
    const slow = minuteOf(0.2, 0.2, 0.6);

    expect(alarmState(peers, [minuteOf(0.2, 0.2, 0.2), slow, slow, slow, slow])).toBe('OK');
    expect(alarmState(peers, [slow, slow, slow, slow, slow])).toBe('ALARM');
  });

  test('is quiet where no instance publishes metrics: at the first deployment, and at zero instances', () => {
    expect(alarmState(peers, fiveMinutes(silent))).toBe('OK');
  });

  test('allows what the plan itself expects of different types', () => {
    const mixed = latencyAlerts(validPlan()).find(({ id }) => id === 'slower-than-peers')?.watches[0]?.threshold;
    const text = edit(chatFleetText(), '[p5.48xlarge, p5en.48xlarge]', '[p5.48xlarge]');
    const one = latencyAlerts(planOf(text).plan as NonNullable<ReturnType<typeof planOf>['plan']>);

    expect(one[0]?.watches[0]?.threshold.value).toBe(2);
    expect(mixed?.value).toBeGreaterThan(2);
    expect(mixed?.value).toBeLessThan(3);
  });
});

describe('a cell slower than usual', () => {
  const usual = alert('slower-than-usual');

  test('F20: fires where the only instance is three times as slow', () => {
    expect(alarmState(usual, fiveMinutes({ now: 0.6, usual: 0.2 }))).toBe('ALARM');
  });

  test.each([
    ['as ever', { now: 0.2, usual: 0.2 }],
    ['half as slow again', { now: 0.3, usual: 0.2 }],
    ['without a week to compare with', { now: 9, usual: undefined }],
    ['without traffic or agents', { now: undefined, usual: 0.2 }],
    ['at the first deployment', { now: undefined, usual: undefined }],
  ])('does not fire %s', (_what, minute) => {
    expect(alarmState(usual, fiveMinutes(minute))).toBe('OK');
  });
});

test('both stop a rollout, and treat silence as no fault', () => {
  for (const { id, missingData } of alerts) {
    expect(rolloutAlertIds).toContain(id);
    expect(missingData).toBe('not-breaching');
  }
});
