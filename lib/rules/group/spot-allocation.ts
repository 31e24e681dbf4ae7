import { at } from '../../template/values';
import { type Rule, unless } from '../rule';
import { onDemandPercent } from './group-capacity';

export const spotAllocation: Rule = {
  id: 'PR-AS9',
  title: 'spot is bought by capacity first, then price',
  why: 'the default, lowest price, lands in the pools that are reclaimed first',
  fix: 'set SpotAllocationStrategy to price-capacity-optimized',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group) =>
    unless(
      onDemandPercent(group) === 100 ||
        at(group.properties, 'MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy') ===
          'price-capacity-optimized',
      'Properties/MixedInstancesPolicy/InstancesDistribution/SpotAllocationStrategy',
    ),
};
