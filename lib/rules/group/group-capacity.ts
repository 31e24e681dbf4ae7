import { type Resource, referred, type StackTemplate } from '../../template/template';
import { at, list, number } from '../../template/values';

const distribution = 'MixedInstancesPolicy.InstancesDistribution';

/** On-demand instances above the base, percent; 100 without a mixed-instances policy, and where the policy does not say. */
export const onDemandPercent = ({ properties }: Resource): number => {
  const stated = at(properties, `${distribution}.OnDemandPercentageAboveBaseCapacity`);
  return stated === undefined ? 100 : number(stated);
};

export const onDemandBase = ({ properties }: Resource): number => {
  const stated = at(properties, `${distribution}.OnDemandBaseCapacity`);
  return stated === undefined ? 0 : number(stated);
};

export const overrides = ({ properties }: Resource): readonly unknown[] =>
  list(at(properties, 'MixedInstancesPolicy.LaunchTemplate.Overrides'));

export const hasWeights = (group: Resource): boolean =>
  overrides(group).some((override) => at(override, 'WeightedCapacity') !== undefined);

export const hasSegments = ({ properties }: Resource): boolean =>
  list(at(properties, `${distribution}.DistributionSegments`)).length > 0;

/** The group that a warm pool or a policy names, by reference or by name. */
export const groupOf = (template: StackTemplate, name: unknown): Resource | undefined =>
  referred(template, name) ??
  template.resources.find(
    ({ type, properties }) => type === 'AWS::AutoScaling::AutoScalingGroup' && properties.AutoScalingGroupName === name,
  );
