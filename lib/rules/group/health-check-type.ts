import { type Rule, unless } from '../rule';

export const healthCheckType: Rule = {
  id: 'PR-AS2',
  title: 'groups judge instances by EC2 alone',
  why: 'with ELB a hung engine is terminated at once, past every circuit breaker: one poison prompt destroys the fleet',
  fix: 'set HealthCheckType to EC2',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(properties.HealthCheckType === 'EC2', 'Properties/HealthCheckType'),
};
