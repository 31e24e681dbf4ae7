import { type Rule, unless } from '../rule';

export const deletionProtection: Rule = {
  id: 'PR-AS6',
  title: 'a group with instances cannot be deleted by force',
  why: 'without protection, one wrong call terminates the instances of a region; prevent-all-deletion would also block cdk destroy',
  fix: 'set DeletionProtection to prevent-force-deletion',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) =>
    unless(properties.DeletionProtection === 'prevent-force-deletion', 'Properties/DeletionProtection'),
};
