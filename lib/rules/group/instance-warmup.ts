import { type Rule, unless } from '../rule';
import { number } from '../values';

export const instanceWarmup: Rule = {
  id: 'PR-AS5',
  title: 'groups know how long an instance takes to warm up',
  why: 'an instance that still loads its model would count as capacity that is idle',
  fix: 'set DefaultInstanceWarmup to the cold start that the plan says',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(number(properties.DefaultInstanceWarmup) > 0, 'Properties/DefaultInstanceWarmup'),
};
