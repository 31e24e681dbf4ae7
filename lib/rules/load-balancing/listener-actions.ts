import { ports } from '../../contract/endpoints';
import { referred, type StackTemplate } from '../../template/template';
import { at, list, number } from '../../template/values';

/** Actions in the order in which the load balancer takes them. */
export const inOrder = (actions: unknown): readonly unknown[] => [...list(actions)].sort((a, b) => order(a) - order(b));

const order = (action: unknown): number => number(at(action, 'Order') ?? 0);

export const forwards = (action: unknown): boolean => at(action, 'Type') === 'forward';

/** References to the target groups of a forward action. */
export const targetGroupsOf = (action: unknown): readonly unknown[] => [
  ...list(at(action, 'TargetGroupArn')),
  ...list(at(action, 'ForwardConfig.TargetGroups')).map((group) => at(group, 'TargetGroupArn')),
];

/** Whether every target group of a forward action is a port of the agent that carries no customer data. */
export function leadsToReadiness(action: unknown, template: StackTemplate): boolean {
  const groups = targetGroupsOf(action);
  return (
    groups.length > 0 &&
    groups.every((group) => number(at(referred(template, group)?.properties, 'Port')) === ports.readiness)
  );
}
