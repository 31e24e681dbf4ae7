import { limits } from '../../catalogue/limits';
import type { Resource } from '../../template/template';
import { at, isWithin, list, number } from '../../template/values';

export type Transition = 'autoscaling:EC2_INSTANCE_LAUNCHING' | 'autoscaling:EC2_INSTANCE_TERMINATING';

export const inlineHooks = 'LifecycleHookSpecificationList';

/** Hooks that a group has from its creation on. */
export const hooksOf = ({ properties }: Resource): readonly unknown[] => list(properties[inlineHooks]);

export const hooksOn = (group: Resource, transition: Transition): readonly unknown[] =>
  hooksOf(group).filter((hook) => at(hook, 'LifecycleTransition') === transition);

/** A size that cannot be read counts as 1, so that a reference does not exempt a group from the rules. */
export const mayHoldInstances = ({ properties: { MinSize, MaxSize } }: Resource): boolean =>
  ![MinSize, MaxSize].every((size) => number(size) === 0);

export const hasHookTimeout = (hook: unknown): boolean =>
  isWithin(at(hook, 'HeartbeatTimeout'), limits.lifecycleHookSeconds.least, limits.lifecycleHookSeconds.most);
