import { list } from '../../template/values';
import { type Rule, unless } from '../rule';

export const alarmAction: Rule = {
  id: 'PR-AL1',
  title: 'every alarm has an action',
  why: 'an alarm without an action changes a colour in the console and notifies no person',
  fix: 'set AlarmActions to the topic of its severity, and leave ActionsEnabled on',
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  check: ({ properties }) => [
    ...unless(list(properties.AlarmActions).length > 0, 'Properties/AlarmActions'),
    ...unless((properties.ActionsEnabled ?? true) === true, 'Properties/ActionsEnabled'),
  ],
};
