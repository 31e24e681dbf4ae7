import { at } from '../../template/values';
import type { Rule } from '../rule';
import { overrides } from './group-capacity';

export const imageInEveryOverride: Rule = {
  id: 'PR-AS1',
  title: 'every override of a mixed-instances policy names its image',
  why: 'replacing root volumes in place needs the image id, and adding it later replaces the whole fleet once more',
  fix: 'set ImageId in every entry of MixedInstancesPolicy.LaunchTemplate.Overrides',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: (group) =>
    overrides(group).flatMap((override, index) =>
      at(override, 'ImageId') === undefined
        ? [`Properties/MixedInstancesPolicy/LaunchTemplate/Overrides/${index}/ImageId`]
        : [],
    ),
};
