import { type Rule, unless } from '../rule';
import { onDemandBase, onDemandPercent } from './group-capacity';

export const onePurchaseOption: Rule = {
  id: 'PR-AS8',
  title: 'a group is all on-demand or all spot',
  why: 'inside one group, spot never falls back to on-demand, and budgets cannot tell spot from on-demand',
  fix: 'split the group by pool: OnDemandPercentageAboveBaseCapacity 100, or 0 without a base',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group) => {
    const percent = onDemandPercent(group);
    return unless(
      percent === 100 || (percent === 0 && onDemandBase(group) === 0),
      'Properties/MixedInstancesPolicy/InstancesDistribution',
    );
  },
};
