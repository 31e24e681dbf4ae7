import { strings } from '../../template/values';
import { type Rule, unless } from '../rule';

export const alarmRunbook: Rule = {
  id: 'PR-AL2',
  title: 'every alarm links its runbook',
  why: 'whoever is woken by it starts with the description, and must not have to search',
  fix: 'make the alarm from an alert in lib/alerts, which writes the link',
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  check: ({ properties }) =>
    unless(/Runbook: https:\/\/\S+/.test(strings(properties.AlarmDescription).join('')), 'Properties/AlarmDescription'),
};
