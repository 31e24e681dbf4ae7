import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html (2026) */
export const refreshWithoutAlarms: Rule = {
  id: 'PR-AS15',
  title: 'the instance refresh of a group names no alarms',
  why: 'Auto Scaling refuses to start a refresh while one of its alarms rings or has no data, so neither the rollback of the stack nor the version that repairs the alarm could be deployed',
  fix: 'remove AlarmSpecification from the preferences; the rollout watch cancels an update whose alarms begin to ring',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ updatePolicy }) =>
    unless(
      list(at(updatePolicy, 'AutoScalingInstanceRefresh.Preferences.AlarmSpecification')).length === 0,
      'UpdatePolicy/AutoScalingInstanceRefresh/Preferences/AlarmSpecification',
    ),
};
