import { at } from '../../template/values';
import { type Rule, unless } from '../rule';
import { hooksOn, inlineHooks, mayHoldInstances } from './hooks';

export const launchHook: Rule = {
  id: 'PR-AS12',
  title: 'every group has a launch hook of its own list that abandons',
  why: 'an instance would enter service before its model answers, or although it never will',
  fix: 'put a hook on EC2_INSTANCE_LAUNCHING with default result ABANDON into LifecycleHookSpecificationList',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group) => {
    const hooks = hooksOn(group, 'autoscaling:EC2_INSTANCE_LAUNCHING');
    return unless(
      !mayHoldInstances(group) || (hooks.length > 0 && hooks.every((hook) => at(hook, 'DefaultResult') === 'ABANDON')),
      `Properties/${inlineHooks}`,
    );
  },
};
