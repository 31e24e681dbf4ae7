import { type Rule, unless } from '../rule';
import { groupOf, hasSegments, hasWeights, onDemandPercent } from './group-capacity';

export const warmPoolAlone: Rule = {
  id: 'PR-AS7',
  title: 'a group with a warm pool has on-demand instances only, and no weights or distribution segments',
  why: 'Auto Scaling refuses the combination at deployment; CDK and CloudFormation accept it before that',
  fix: 'put the warm pool on a separate group that is all on-demand',
  types: ['AWS::AutoScaling::WarmPool'],
  check: ({ properties }, { template }) => {
    const group = groupOf(template, properties.AutoScalingGroupName);
    return unless(
      group !== undefined && onDemandPercent(group) === 100 && !hasWeights(group) && !hasSegments(group),
      'Properties/AutoScalingGroupName',
    );
  },
};
