import { type Rule, unless } from '../rule';

export const oneWayToReplace: Rule = {
  id: 'PR-AS10',
  title: 'instance refresh and rolling update never together',
  why: 'both replace instances: CloudFormation allows one, and either alone must keep the floor',
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
