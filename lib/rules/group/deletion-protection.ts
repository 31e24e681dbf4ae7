import { type Rule, unless } from '../rule';

export const deletionProtection: Rule = {
  id: 'PR-AS6',
  title: 'no group with instances can be deleted by force',
  why: 'one wrong call would terminate a region; prevent-all-deletion would block cdk destroy as well',
  fix: 'set DeletionProtection to prevent-force-deletion',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) =>
    unless(properties.DeletionProtection === 'prevent-force-deletion', 'Properties/DeletionProtection'),
};
