import { ofType, type Resource, referred, referredId, type StackTemplate } from '../../template/template';
import { list } from '../../template/values';
import { mayHoldInstances } from '../group/hooks';
import { type Rule, unless } from '../rule';
import { forwards, targetGroupsOf } from './listener-actions';

/** The listeners through which clients reach a target group, by its logical id. */
function listenersTo(targetGroup: string, template: StackTemplate): Resource[] {
  const leadsThere = (actions: unknown): boolean =>
    list(actions).some(
      (action) => forwards(action) && targetGroupsOf(action).some((group) => referredId(group) === targetGroup),
    );
  const own = ofType(template, 'AWS::ElasticLoadBalancingV2::Listener').filter(({ properties }) =>
    leadsThere(properties.DefaultActions),
  );
  const byRule = ofType(template, 'AWS::ElasticLoadBalancingV2::ListenerRule')
    .filter(({ properties }) => leadsThere(properties.Actions))
    .flatMap(({ properties }) => referred(template, properties.ListenerArn) ?? []);
  return [...own, ...byRule];
}

/** A listener with a certificate refers to it, and CloudFormation has created a certificate once it is issued. */
export const groupsAfterListener: Rule = {
  id: 'PR-LB6',
  title: 'a group behind a load balancer is created after every listener that leads to it',
  why: 'GPUs are paid for from their launch on; a certificate may take hours, and no client reaches an instance before its listener exists',
  fix: 'name the listeners in DependsOn of the group',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group, { template }) => {
    const targetGroups = list(group.properties.TargetGroupARNs).map((arn) => referredId(arn) ?? '');
    const listeners = targetGroups.map((targetGroup) => listenersTo(targetGroup, template));
    return unless(
      !mayHoldInstances(group) ||
        listeners.every((all) => all.length > 0 && all.every(({ logicalId }) => group.dependsOn.includes(logicalId))),
      'DependsOn',
    );
  },
};
