import { type Rule, unless } from '../rule';
import { hooksOn, inlineHooks, mayHoldInstances } from './hooks';

export const drainHook: Rule = {
  id: 'PR-AS13',
  title: 'every group has a termination hook in its own list',
  why: 'otherwise an instance is terminated while its engine still writes answers',
  fix: 'put a hook on EC2_INSTANCE_TERMINATING into LifecycleHookSpecificationList',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group) =>
    unless(
      !mayHoldInstances(group) || hooksOn(group, 'autoscaling:EC2_INSTANCE_TERMINATING').length > 0,
      `Properties/${inlineHooks}`,
    ),
};
