import { at, number } from '../../template/values';
import { type Rule, unless } from '../rule';
import { isEndpointCheck } from './health-check-kind';

export const checkInterval: Rule = {
  id: 'PR-DN1',
  title: 'the interval of a health check is 10 or 30 seconds',
  why: 'Route 53 accepts no other interval, and the interval of a check cannot be changed later',
  fix: 'set HealthCheckConfig.RequestInterval to 10 or 30',
  types: ['AWS::Route53::HealthCheck'],
  check: (check) =>
    unless(
      !isEndpointCheck(check) || [10, 30].includes(number(at(check.properties, 'HealthCheckConfig.RequestInterval'))),
      'Properties/HealthCheckConfig/RequestInterval',
    ),
};
