import { at, isWithin, list } from '../../template/values';
import { type Rule, unless } from '../rule';

const key = 'deregistration_delay.timeout_seconds';

export const deregistrationDelay: Rule = {
  id: 'PR-LB1',
  title: 'target groups state how long an instance has to finish its requests',
  why: 'the default of 300 s is longer than a spot notice and may be shorter than the longest answer',
  fix: `set ${key}, 0 to 3600, to the longest request`,
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check: ({ properties }) =>
    unless(
      list(properties.TargetGroupAttributes).some(
        (attribute) => at(attribute, 'Key') === key && isWithin(at(attribute, 'Value'), 0, 3600),
      ),
      'Properties/TargetGroupAttributes',
    ),
};
