import { type Rule, unless } from '../rule';
import { groupOf, hasSegments, hasWeights, onDemandPercent } from './group-capacity';

export const warmPoolAlone: Rule = {
  id: 'PR-AS7',
  title: 'a warm pool stands with on-demand instances only, without weights or distribution segments',
  why: 'Auto Scaling refuses the combination when it is deployed; CDK and CloudFormation accept it before',
  fix: 'put the warm pool on a group of its own, all on-demand',
  types: ['AWS::AutoScaling::WarmPool'],
  check: ({ properties }, { template }) => {
    const group = groupOf(template, properties.AutoScalingGroupName);
    return unless(
      group !== undefined && onDemandPercent(group) === 100 && !hasWeights(group) && !hasSegments(group),
      'Properties/AutoScalingGroupName',
    );
  },
};
