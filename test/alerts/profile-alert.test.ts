import { describe, expect, test } from 'vitest';
import { grownWithoutProfile } from '../../lib/alerts/profile-alert';
import { plannedPeakInstances } from '../../lib/plan/capacity/planned-peak';
import { alarmState } from '../support/alarm-state';
import { validPlan } from '../support/fleets';

describe('a cell that grows without a profile', () => {
  // The chat fleet keeps three instances in a region, two for its own peak and one for the other's loss.
  const chat = grownWithoutProfile(validPlan());

  test('is measured against the planned peak', () => {
    expect(chat.watches.map(({ threshold }) => threshold.value)).toEqual([3, 3]);
  });

  test.each([
    [31, 4, 'ALARM'],
    [3650, 4, 'ALARM'],
    [30, 4, 'OK'],
    [0, 4, 'OK'],
    [31, 3, 'OK'],
    [3650, 0, 'OK'],
  ])('with a profile %i days old and %i instances: %s', (age, baseline, state) => {
    expect(alarmState(chat, [{ age, baseline }])).toBe(state);
  });

  test('is not judged while the age is not known', () => {
    expect(alarmState(chat, [{ age: undefined, baseline: 9 }])).toBe('OK');
    expect(alarmState(chat, [{ age: 31, baseline: undefined }])).toBe('OK');
  });

  test('counts the instances of every group', () => {
    const standby = grownWithoutProfile(validPlan('fleets/warm-standby.yaml'));

    expect(Object.keys(standby.watches[0]?.computed?.inputs ?? {})).toEqual(['age', 'baseline', 'overflow']);
    expect(alarmState(standby, [{ age: 31, baseline: 2, overflow: 1 }])).toBe('ALARM');
    expect(alarmState(standby, [{ age: 31, baseline: 2, overflow: 0 }])).toBe('OK');
  });
});

test('the planned peak is the largest that the plan asks for at any hour', () => {
  const [cell] = validPlan().cells;
  const figure = (value: number) => ({ value, unit: 'instances', origin: 'assumed' as const, source: 'a test' });
  if (cell === undefined) {
    throw new Error('no cell');
  }
  const [pool] = cell.pools;

  expect(plannedPeakInstances({ ...cell, minInstances: figure(1), ownInstances: figure(4) }).value).toBe(4);
  const busy = { minInstances: figure(6), startsAt: '', endsAt: '', timeZone: '', leadSeconds: figure(0) };
  const pools = pool === undefined ? [] : [{ ...pool, schedule: [busy] }];
  expect(plannedPeakInstances({ ...cell, pools }).value).toBe(6);
});
