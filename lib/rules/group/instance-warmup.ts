import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const instanceWarmup: Rule = {
  id: 'PR-AS5',
  title: 'groups state the warm-up time of an instance in service',
  why: 'without a warm-up, an instance whose metrics have not arrived counts as idle capacity',
  fix: 'set DefaultInstanceWarmup to the number of seconds after which, by the plan, the metrics of the instance have arrived',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(number(properties.DefaultInstanceWarmup) > 0, 'Properties/DefaultInstanceWarmup'),
};
