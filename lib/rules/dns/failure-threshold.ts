import { at, isWithin } from '../../template/values';
import { type Rule, unless } from '../rule';
import { isEndpointCheck } from './health-check-kind';

export const failureThreshold: Rule = {
  id: 'PR-DN2',
  title: 'the failure threshold of a health check is 1 to 10',
  why: 'the recovery time in the plan depends on the threshold, and Route 53 refuses other numbers',
  fix: 'set HealthCheckConfig.FailureThreshold, 1 to 10',
  types: ['AWS::Route53::HealthCheck'],
  check: (check) =>
    unless(
      !isEndpointCheck(check) || isWithin(at(check.properties, 'HealthCheckConfig.FailureThreshold'), 1, 10),
      'Properties/HealthCheckConfig/FailureThreshold',
    ),
};
