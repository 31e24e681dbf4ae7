import { at } from '../../template/values';
import { type Rule, unless } from '../rule';
import { onDemandPercent } from './group-capacity';

export const spotAllocation: Rule = {
  id: 'PR-AS9',
  title: 'spot groups choose by capacity first, then by price',
  why: 'the default, lowest price, takes instances from the spot pools that AWS reclaims first',
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
