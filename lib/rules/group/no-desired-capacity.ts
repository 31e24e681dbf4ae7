import { type Rule, unless } from '../rule';

export const noDesiredCapacity: Rule = {
  id: 'PR-AS3',
  title: 'templates do not state a desired capacity',
  why: 'target tracking sets the desired capacity, and an update during a spike would reset it',
  fix: 'remove DesiredCapacity',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(properties.DesiredCapacity === undefined, 'Properties/DesiredCapacity'),
};
