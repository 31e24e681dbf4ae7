import { at, isWithin } from '../../template/values';
import { type Rule, unless } from '../rule';
import { isEndpointCheck } from './health-check-kind';

export const failureThreshold: Rule = {
  id: 'PR-DN2',
  title: 'health checks fail after 1 to 10 answers',
  why: 'the recovery time of the plan counts them; Route 53 refuses other numbers',
  fix: 'set HealthCheckConfig.FailureThreshold, 1 to 10',
  types: ['AWS::Route53::HealthCheck'],
  check: (check) =>
    unless(
      !isEndpointCheck(check) || isWithin(at(check.properties, 'HealthCheckConfig.FailureThreshold'), 1, 10),
      'Properties/HealthCheckConfig/FailureThreshold',
    ),
};
