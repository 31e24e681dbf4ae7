import { limits } from '../../catalogue/limits';
import { type Rule, unless } from '../rule';
import { hasHookTimeout, hooksOf, inlineHooks } from './hooks';

const { least, most } = limits.lifecycleHookSeconds;

export const hookTimeout: Rule = {
  id: 'PR-AS14',
  title: `hooks say how long they wait, ${least} to ${most} seconds`,
  why: 'unsaid it is an hour, longer than a spot instance has and shorter than some models load; outside AWS refuses it',
  fix: 'set HeartbeatTimeout to what the plan says',
  types: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::AutoScaling::LifecycleHook'],
  check: (resource) =>
    resource.type === 'AWS::AutoScaling::LifecycleHook'
      ? unless(hasHookTimeout(resource.properties), 'Properties/HeartbeatTimeout')
      : hooksOf(resource).flatMap((hook, index) =>
          unless(hasHookTimeout(hook), `Properties/${inlineHooks}/${index}/HeartbeatTimeout`),
        ),
};
