import { strings } from '../../template/values';
import { type Rule, unless } from '../rule';

export const alarmRunbook: Rule = {
  id: 'PR-AL2',
  title: 'every alarm links its runbook',
  why: 'the on-call engineer reads the description first and must find the runbook there',
  fix: 'make the alarm from an alert in lib/alerts, which writes the link',
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  check: ({ properties }) =>
    unless(/Runbook: https:\/\/\S+/.test(strings(properties.AlarmDescription).join('')), 'Properties/AlarmDescription'),
};
