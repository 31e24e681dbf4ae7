import { at } from '../../template/values';
import { type Rule, unless } from '../rule';
import { hooksOn, inlineHooks, mayHoldInstances } from './hooks';

export const launchHook: Rule = {
  id: 'PR-AS12',
  title: 'every group has, in its own hook list, a launch hook with the default result ABANDON',
  why: 'otherwise an instance enters service before its model answers, or even if the model never answers',
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
