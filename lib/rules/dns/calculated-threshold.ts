import { at, isWithin, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { kindOf } from './health-check-kind';

export const calculatedThreshold: Rule = {
  id: 'PR-DN7',
  title: 'the threshold of a calculated health check is between 1 and the number of its children',
  why: 'with a threshold of 0 the check is always healthy; with a threshold above the number of children it is always unhealthy',
  fix: 'set HealthCheckConfig.HealthThreshold, 1 to the number of ChildHealthChecks',
  types: ['AWS::Route53::HealthCheck'],
  check: (check) => {
    const children = list(at(check.properties, 'HealthCheckConfig.ChildHealthChecks'));
    return unless(
      kindOf(check) !== 'CALCULATED' ||
        isWithin(at(check.properties, 'HealthCheckConfig.HealthThreshold'), 1, children.length),
      'Properties/HealthCheckConfig/HealthThreshold',
    );
  },
};
