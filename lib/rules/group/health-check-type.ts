import { type Rule, unless } from '../rule';

export const healthCheckType: Rule = {
  id: 'PR-AS2',
  title: 'groups use the EC2 health check only',
  why: 'with ELB health checks, a hung engine is terminated at once without the circuit breaker, so one poison prompt can destroy the fleet',
  fix: 'set HealthCheckType to EC2',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  check: ({ properties }) => unless(properties.HealthCheckType === 'EC2', 'Properties/HealthCheckType'),
};
