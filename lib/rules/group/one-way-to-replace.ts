import { type Rule, unless } from '../rule';

export const oneWayToReplace: Rule = {
  id: 'PR-AS10',
  title: 'a group does not combine instance refresh and rolling update',
  why: 'both replace instances; CloudFormation allows only one of them, and that one must keep the minimum in service',
  fix: 'keep one of AutoScalingInstanceRefresh, AutoScalingRollingUpdate and AutoScalingReplacingUpdate',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ updatePolicy }) =>
    unless(
      ['AutoScalingInstanceRefresh', 'AutoScalingRollingUpdate', 'AutoScalingReplacingUpdate'].filter(
        (way) => updatePolicy[way] !== undefined,
      ).length <= 1,
      'UpdatePolicy',
    ),
};
