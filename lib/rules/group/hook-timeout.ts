import { limits } from '../../catalogue/limits';
import { type Rule, unless } from '../rule';
import { hasHookTimeout, hooksOf, inlineHooks } from './hooks';

const { least, most } = limits.lifecycleHookSeconds;

export const hookTimeout: Rule = {
  id: 'PR-AS14',
  title: `lifecycle hooks state a timeout of ${least} to ${most} seconds`,
  why: 'the default is one hour, which is longer than a spot notice and shorter than some models take to load; AWS refuses a timeout outside the range',
  fix: 'set HeartbeatTimeout to the timeout in the plan',
  types: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::AutoScaling::LifecycleHook'],
  check: (resource) =>
    resource.type === 'AWS::AutoScaling::LifecycleHook'
      ? unless(hasHookTimeout(resource.properties), 'Properties/HeartbeatTimeout')
      : hooksOf(resource).flatMap((hook, index) =>
          unless(hasHookTimeout(hook), `Properties/${inlineHooks}/${index}/HeartbeatTimeout`),
        ),
};
