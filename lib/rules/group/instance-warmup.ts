import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const instanceWarmup: Rule = {
  id: 'PR-AS5',
  title: 'groups know how long an instance in service takes to be counted',
  why: 'an instance whose metrics have not arrived would count as capacity that is idle',
  fix: 'set DefaultInstanceWarmup to the seconds until the plan says that it is measured',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(number(properties.DefaultInstanceWarmup) > 0, 'Properties/DefaultInstanceWarmup'),
};
