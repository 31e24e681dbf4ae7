import { at, isWithin, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { kindOf } from './health-check-kind';

export const calculatedThreshold: Rule = {
  id: 'PR-DN7',
  title: 'a calculated health check asks for one to all of its children',
  why: 'with 0 it is always healthy, with more than it has always unhealthy',
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
