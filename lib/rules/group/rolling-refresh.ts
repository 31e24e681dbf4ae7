import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html Limitations (2026) */
export const rollingRefresh: Rule = {
  id: 'PR-AS1',
  title: 'an instance refresh replaces instances, not root volumes',
  why: 'ReplaceRootVolume supports no group behind a load balancer and, under CloudFormation, takes only a change of ImageId, while agent, digests and limits are in the user data',
  fix: 'set UpdatePolicy.AutoScalingInstanceRefresh.Strategy to Rolling',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ updatePolicy }) =>
    unless(
      updatePolicy.AutoScalingInstanceRefresh === undefined ||
        at(updatePolicy, 'AutoScalingInstanceRefresh.Strategy') === 'Rolling',
      'UpdatePolicy/AutoScalingInstanceRefresh/Strategy',
    ),
};
