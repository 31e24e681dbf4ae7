import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html 2026 */
const leastSeconds = 86_400;

export const instanceLifetime: Rule = {
  id: 'PR-AS11',
  title: 'a maximum instance lifetime is at least one day, or is not set',
  why: 'Auto Scaling refuses a shorter lifetime at deployment',
  fix: 'leave MaxInstanceLifetime out, or set 0 or at least 86400',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties: { MaxInstanceLifetime: lifetime } }) =>
    unless(
      lifetime === undefined || number(lifetime) === 0 || number(lifetime) >= leastSeconds,
      'Properties/MaxInstanceLifetime',
    ),
};
