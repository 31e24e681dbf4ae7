import { type Rule, unless } from '../rule';

export const noDesiredCapacity: Rule = {
  id: 'PR-AS3',
  title: 'templates state no desired capacity',
  why: 'target tracking owns it: an update in the middle of a spike would set it back',
  fix: 'remove DesiredCapacity',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(properties.DesiredCapacity === undefined, 'Properties/DesiredCapacity'),
};
