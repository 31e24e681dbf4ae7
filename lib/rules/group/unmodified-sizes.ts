import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const unmodifiedSizes: Rule = {
  id: 'PR-AS4',
  title: 'an update leaves unmodified group sizes alone',
  why: 'otherwise CloudFormation resets the sizes that failover and spending caps have set',
  fix: 'set UpdatePolicy.AutoScalingScheduledAction.IgnoreUnmodifiedGroupSizeProperties to true',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ updatePolicy }) =>
    unless(
      at(updatePolicy, 'AutoScalingScheduledAction.IgnoreUnmodifiedGroupSizeProperties') === true,
      'UpdatePolicy/AutoScalingScheduledAction',
    ),
};
