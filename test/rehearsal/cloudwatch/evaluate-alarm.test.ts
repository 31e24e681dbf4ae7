import { describe, expect, test } from 'vitest';
import { evaluateAlarm } from '../../../lib/rehearsal/cloudwatch/evaluate-alarm';
import {
  type AlarmRule,
  type AlarmState,
  missingDataTreatments,
  type TreatMissingData,
} from '../../../lib/rehearsal/cloudwatch/metric-alarm';

const rule = (datapointsToAlarm: number, treatMissingData: TreatMissingData): AlarmRule => ({
  comparison: 'GreaterThanThreshold',
  threshold: 10,
  evaluationPeriods: 3,
  datapointsToAlarm,
  treatMissingData,
});

/** As AWS writes datapoints: 0 within the threshold, X beyond it, - missing; the newest is the last. */
const datapoints = (written: string) => written.split(' ').map((mark) => ({ '0': 1, X: 20 })[mark]);

/** The two tables of alarms-and-missing-data.html, read 2026-11-27; `kept` is "Retain current state". */
const documented: [number, string, Record<TreatMissingData, AlarmState | 'kept'>][] = [
  [3, '0 - X - X', { missing: 'OK', ignore: 'OK', breaching: 'OK', notBreaching: 'OK' }],
  [3, '0 - - - -', { missing: 'OK', ignore: 'OK', breaching: 'OK', notBreaching: 'OK' }],
  [3, '- - - - -', { missing: 'INSUFFICIENT_DATA', ignore: 'kept', breaching: 'ALARM', notBreaching: 'OK' }],
  [3, '0 X X - X', { missing: 'ALARM', ignore: 'ALARM', breaching: 'ALARM', notBreaching: 'ALARM' }],
  [3, '- - X - -', { missing: 'ALARM', ignore: 'kept', breaching: 'ALARM', notBreaching: 'OK' }],
  [2, '0 - X - X', { missing: 'ALARM', ignore: 'ALARM', breaching: 'ALARM', notBreaching: 'ALARM' }],
  [2, '0 0 X 0 X', { missing: 'ALARM', ignore: 'ALARM', breaching: 'ALARM', notBreaching: 'ALARM' }],
  [2, '0 - X - -', { missing: 'OK', ignore: 'OK', breaching: 'ALARM', notBreaching: 'OK' }],
  [2, '- - - - 0', { missing: 'OK', ignore: 'OK', breaching: 'ALARM', notBreaching: 'OK' }],
  [2, '- - - X -', { missing: 'ALARM', ignore: 'kept', breaching: 'ALARM', notBreaching: 'OK' }],
];

describe('alarm states that AWS documents', () => {
  test.each(documented)('%i of 3 with %s', (datapointsToAlarm, written, states) => {
    for (const treatment of missingDataTreatments) {
      for (const previous of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
        const state = states[treatment];
        expect(
          evaluateAlarm(rule(datapointsToAlarm, treatment), datapoints(written), previous),
          `${treatment}, from ${previous}`,
        ).toBe(state === 'kept' ? previous : state);
      }
    }
  });

  test.each(['- - - - X', '- - - X -'])('3 of 3 with %s is no alarm yet', (written) => {
    expect(evaluateAlarm(rule(3, 'missing'), datapoints(written), 'OK')).toBe('OK');
  });
});

test.each([
  ['GreaterThanThreshold', 10, 'OK'],
  ['GreaterThanOrEqualToThreshold', 10, 'ALARM'],
  ['LessThanThreshold', 10, 'OK'],
  ['LessThanOrEqualToThreshold', 10, 'ALARM'],
  ['LessThanThreshold', 9, 'ALARM'],
  ['GreaterThanThreshold', 11, 'ALARM'],
] as const)('%s 10 with %i: %s', (comparison, value, state) => {
  const one = { ...rule(1, 'missing'), comparison, evaluationPeriods: 1 };
  expect(evaluateAlarm(one, [value], 'OK')).toBe(state);
});
