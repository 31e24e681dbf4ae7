import { expect, test } from 'vitest';
import { readAlarmEvent } from '../../../lambda/rollout-watch/read-alarm-event';
import event from './alarm-state-change-event.json';

const named = (alarmName: string, value = 'ALARM') => ({
  ...event,
  detail: { ...event.detail, alarmName, state: { value } },
});
const models = ['llama', 'llama-70b'];

test('the event that CloudWatch sends names the alarm, and with it the cell whose rollout it stops', () => {
  expect(readAlarmEvent(event, 'assistant', models)).toEqual({
    alarmName: 'assistant-llama-70b-slower-than-peers',
    model: 'llama-70b',
  });
});

test.each([
  ['an alarm that clears', named('assistant-llama-70b-slower-than-peers', 'OK')],
  ['an alarm without data', named('assistant-llama-70b-slower-than-peers', 'INSUFFICIENT_DATA')],
  ['an alarm that stops no rollout', named('assistant-llama-70b-many-refusals')],
  ['an alarm of another model', named('assistant-other-slower-than-peers')],
  ['an alarm of another fleet', named('other-llama-70b-slower-than-peers')],
  ['an event of another form', { detail: {} }],
])('%s stops nothing', (_what, other) => {
  expect(readAlarmEvent(other, 'assistant', models)).toBeUndefined();
});
